import { lazy, Suspense } from "react";
import type { ChoiceMenuProps, MenuProps } from "./menus.tsx";

/** Menus come after the first paint: until then their buttons take their room. */
const LazyMenu = lazy(async () => ({ default: (await import("./menus.tsx")).Menu }));
const LazyChoiceMenu = lazy(async () => ({ default: (await import("./menus.tsx")).ChoiceMenu }));

/** A button that opens a list of actions. */
export const Menu = (props: MenuProps) => (
  <Suspense
    fallback={
      <button type="button" className="button plain" aria-label={props.label} disabled>
        {props.children}
      </button>
    }
  >
    <LazyMenu {...props} />
  </Suspense>
);

/** A button that opens a list of choices, several of which can hold; each shows how many artifacts it would find. */
export const ChoiceMenu = (props: ChoiceMenuProps) => (
  <Suspense
    fallback={
      <button type="button" className="button" disabled>
        {props.label} <span aria-hidden="true">▾</span>
      </button>
    }
  >
    <LazyChoiceMenu {...props} />
  </Suspense>
);
