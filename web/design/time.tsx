import { useSyncExternalStore } from "react";
import { ago } from "./format.ts";

const listeners = new Set<() => void>();
let now = Date.now();
const tick = (): void => {
  now = Date.now();
  for (const listener of listeners) listener();
};
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** A time as how long ago it was, which updates by itself; exact on hover. */
export function Ago({ at }: { readonly at: string }) {
  const text = useSyncExternalStore(subscribe, () => ago(now - Date.parse(at)));
  return (
    <time className="num" dateTime={at} title={at}>
      {text}
    </time>
  );
}

/** Milliseconds since `at`, updated every second. */
export const useAge = (at: number): number =>
  useSyncExternalStore(subscribe, () => Math.max(0, Math.floor((now - at) / 1000) * 1000));
