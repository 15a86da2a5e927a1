/**
 * The token of the session. It is kept for other tabs and for a reload, until the person signs out or it ends; nothing
 * else is remembered about a person.
 */
const KEY = "gatehouse.token";
const listeners = new Set<() => void>();

let token: string | null = localStorage.getItem(KEY);

export const currentToken = (): string | null => token;

export function keepToken(next: string | null): void {
  token = next;
  if (next === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, next);
  for (const listener of listeners) listener();
}

export function onToken(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// Signing in or out in one tab is signing in or out in all of them.
window.addEventListener("storage", ({ key, newValue }) => {
  if (key !== KEY) return;
  token = newValue;
  for (const listener of listeners) listener();
});
