import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Schemas } from "../api/client.ts";
import { ChoiceMenu } from "../design/overlay/menu.tsx";
import { statusWord } from "../design/status.tsx";
import styles from "./list.module.css";
import { chosen, isFiltered, joined, type ListSearch, readListSearch, sorts } from "./search.ts";

type Counts = Schemas["ArtifactCounts"];
type Change = (part: { [K in keyof ListSearch]: ListSearch[K] | undefined }) => void;

/** Milliseconds between two searches of somebody who types. */
const TYPING_MS = 50;

export function Filters({ search, counts }: { readonly search: ListSearch; readonly counts: Counts | undefined }) {
  const navigate = useNavigate();
  const change: Change = (part) =>
    void navigate({
      to: "/",
      search: (before) => readListSearch({ ...before, focus: undefined, ...part }),
      replace: true,
    });
  return (
    <search className={styles["filters"]}>
      <Words search={search} change={change} />
      <Facet label="Type" field="type" values={counts?.types} {...{ search, change }} />
      <Facet label="Status" field="status" values={counts?.statuses} word={wordOf} {...{ search, change }} />
      <Scores search={search} change={change} />
      <Facet label="Licence" field="license" values={counts?.licenses} {...{ search, change }} />
      <Facet label="Owner" field="owner" values={counts?.owners} {...{ search, change }} />
      <label className={styles["check"]}>
        <input
          type="checkbox"
          checked={search.mine ?? false}
          onChange={(event) => change({ mine: event.target.checked || undefined })}
        />
        Mine
      </label>
      <label className={styles["sort"]}>
        <span className="hidden">Sort</span>
        <select
          value={search.sort ?? "newest"}
          onChange={(event) => change({ sort: sorts.find(({ value }) => value === event.target.value)?.value })}
        >
          {sorts.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {isFiltered(search) && (
        <button type="button" className="button plain" onClick={() => void navigate({ to: "/", search: {} })}>
          Clear
        </button>
      )}
    </search>
  );
}

const wordOf = (value: string): string => statusWord(value as Schemas["ArtifactStatus"]);

/** Searches while somebody types; Escape leaves, the arrow down goes to the first row. */
function Words({ search, change }: { readonly search: ListSearch; readonly change: Change }) {
  const [typed, setTyped] = useState(search.q ?? "");
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(search.q ?? "");
  const sentAt = useRef(0);
  useEffect(() => {
    if ((search.q ?? "") !== sent.current) {
      sent.current = search.q ?? "";
      setTyped(sent.current);
    }
    if (search.focus === true) input.current?.focus();
  }, [search.q, search.focus]);
  useEffect(() => {
    if (typed === sent.current) return;
    const wait = Math.max(0, sentAt.current + TYPING_MS - performance.now());
    const timer = setTimeout(() => {
      sent.current = typed;
      sentAt.current = performance.now();
      change({ q: typed === "" ? undefined : typed });
    }, wait);
    return () => clearTimeout(timer);
  });
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === "Escape") event.currentTarget.blur();
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    document.querySelector<HTMLAnchorElement>("[role=row] a")?.focus();
  };
  return (
    <input
      ref={input}
      type="search"
      className={styles["words"]}
      aria-label="Search name, owner and README; the key / comes here"
      placeholder="Search name, owner, README …   /"
      maxLength={200}
      spellCheck={false}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={onKey}
    />
  );
}

function Facet(props: {
  readonly label: string;
  readonly field: "type" | "status" | "license" | "owner";
  readonly values: Counts["types"] | undefined;
  readonly word?: (value: string) => string;
  readonly search: ListSearch;
  readonly change: Change;
}) {
  const { label, field, values = [], word = (value) => value, search, change } = props;
  const now = chosen(search[field]);
  const missing = now.filter((value) => !values.some((one) => one.value === value));
  const choices = [...values, ...missing.map((value) => ({ value, count: 0 }))];
  return (
    <ChoiceMenu
      label={label}
      choices={choices.map(({ value, count }) => ({ value, label: word(value), count }))}
      chosen={now}
      onChange={(next) => change({ [field]: joined(next) })}
    />
  );
}

const ranges = [
  { label: "Any score" },
  { label: "At least 0.50", min: 0.5 },
  { label: "At least 0.70", min: 0.7 },
  { label: "At least 0.90", min: 0.9 },
  { label: "Below 0.50", max: 0.5 },
] as const satisfies { label: string; min?: number; max?: number }[];

function Scores({ search, change }: { readonly search: ListSearch; readonly change: Change }) {
  const shown: readonly { label: string; min?: number; max?: number }[] = ranges;
  const at = shown.findIndex(({ min, max }) => min === search.min && max === search.max);
  return (
    <label className={styles["sort"]}>
      <span className="hidden">Score</span>
      <select
        value={at}
        onChange={(event) => {
          const range = shown[Number(event.target.value)];
          change({ min: range?.min, max: range?.max });
        }}
      >
        {at === -1 && <option value={-1}>{`${search.min ?? 0} to ${search.max ?? 1}`}</option>}
        {shown.map(({ label }, index) => (
          <option key={label} value={index}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
