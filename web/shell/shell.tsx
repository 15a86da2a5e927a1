import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Menu } from "../design/overlay/menu.tsx";
import { Brand } from "./brand.tsx";
import { signOut, useCaller } from "./session.tsx";
import styles from "./shell.module.css";
import { applyTheme, storedTheme, type Theme } from "./theme.ts";
import { Trouble } from "./trouble.tsx";

/** What every page has around it. */
export function Shell() {
  const { role } = useCaller();
  useSlash();
  return (
    <>
      <a className={styles["skip"]} href="#content">
        Skip to the content
      </a>
      <header className={styles["bar"]}>
        <Link to="/" className={styles["brand"]} aria-label="Gatehouse, all artifacts">
          <Brand /> <span className={styles["name"]}>Gatehouse</span>
        </Link>
        <nav className={styles["nav"]} aria-label="Pages">
          <Link to="/" activeOptions={{ exact: true, includeSearch: false }} className={styles["tab"]}>
            Artifacts
          </Link>
          {role === "admin" && (
            <Link to="/operate" className={styles["tab"]}>
              Operate
            </Link>
          )}
        </nav>
        {role !== "reader" && (
          <Link to="/submit" className="button">
            <span aria-hidden="true">+</span> Submit
          </Link>
        )}
        <Person />
      </header>
      <Trouble />
      <main id="content" className={styles["content"]} tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}

const themes: readonly { readonly theme: Theme; readonly label: string }[] = [
  { theme: "system", label: "Colours of the system" },
  { theme: "light", label: "Light colours" },
  { theme: "dark", label: "Dark colours" },
];

function Person() {
  const { name } = useCaller();
  const navigate = useNavigate();
  const [theme, setTheme] = useState(storedTheme);
  const choose = (next: Theme): void => {
    applyTheme(next);
    setTheme(next);
  };
  const items = [
    ...themes.map((one) => ({
      label: `${one.label}${one.theme === theme ? " ✓" : ""}`,
      onSelect: () => choose(one.theme),
    })),
    { label: "Password and tokens", onSelect: () => void navigate({ to: "/settings" }) },
    { label: "API documentation", onSelect: () => window.location.assign("/docs") },
    { label: "Sign out", onSelect: () => void signOut() },
  ];
  return (
    <Menu label={`${name}: colours, settings, sign out`} items={items}>
      <span className={styles["person"]}>{name}</span> <span aria-hidden="true">▾</span>
    </Menu>
  );
}

/** `/` goes to the search of the page, or to the list that has one. */
function useSlash(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { target } = event;
      const isTyping = target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const search = document.querySelector<HTMLInputElement>("input[type=search]");
      if (search === null) void navigate({ to: "/", search: { focus: true } });
      else search.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [navigate]);
}
