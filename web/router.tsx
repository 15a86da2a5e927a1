import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { ListPage } from "./list/list-page.tsx";
import { readListSearch } from "./list/search.ts";
import { NotFound, ReadProblem } from "./shell/problem.tsx";
import { Shell } from "./shell/shell.tsx";

/** Addresses of the page; server/http/page.ts has the same. */
const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const list = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: readListSearch,
  component: ListPage,
});
const submit = createRoute({
  getParentRoute: () => root,
  path: "/submit",
  validateSearch: ({ url }: Record<string, unknown>): { url?: string } => (typeof url === "string" ? { url } : {}),
  component: lazyRouteComponent(() => import("./submit/submit-page.tsx"), "SubmitPage"),
});
const artifact = createRoute({
  getParentRoute: () => root,
  path: "/$type/$id",
  validateSearch: ({ tab }: Record<string, unknown>): { tab?: string } => (typeof tab === "string" ? { tab } : {}),
  component: lazyRouteComponent(() => import("./artifact/artifact-page.tsx"), "ArtifactPage"),
});
const number = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;
const compare = createRoute({
  getParentRoute: () => root,
  path: "/compare",
  validateSearch: ({ a, b }: Record<string, unknown>): { a?: number | undefined; b?: number | undefined } => ({
    a: number(a),
    b: number(b),
  }),
  component: lazyRouteComponent(() => import("./compare/compare-page.tsx"), "ComparePage"),
});
const operate = createRoute({
  getParentRoute: () => root,
  path: "/operate",
  component: lazyRouteComponent(() => import("./operate/operate-page.tsx"), "OperatePage"),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings/settings-page.tsx"), "SettingsPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([list, submit, artifact, compare, operate, settings]),
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultErrorComponent: ({ error, reset }) => <ReadProblem error={error} what="page" onRetry={reset} />,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
