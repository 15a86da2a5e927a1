import type { Clock } from "../../lambda/ports.ts";

export interface WaitingRoom {
  /**
   * Resolves when `changed` says so, when the time is over or when the signal aborts, whichever is first. Everybody who
   * waits under one key shares one look every `pollMs` milliseconds.
   * @returns false when as many wait already as may
   */
  wait(key: string, changed: () => Promise<boolean>, milliseconds: number, signal: AbortSignal): Promise<boolean>;
  /** Ends every wait. */
  close(): void;
}

export interface WaitingOptions {
  readonly clock: Clock;
  readonly pollMs: number;
  /** Requests that may wait at a time. */
  readonly places: number;
}

interface Room {
  readonly change: Promise<void>;
  waiting: number;
}

export function waitingRoom({ clock, pollMs, places }: WaitingOptions): WaitingRoom {
  const rooms = new Map<string, Room>();
  const closing = new AbortController();
  let waiting = 0;
  const poll = async (key: string, changed: () => Promise<boolean>): Promise<void> => {
    try {
      do await clock.sleep(pollMs, closing.signal);
      while ((rooms.get(key)?.waiting ?? 0) > 0 && !(await changed()));
    } finally {
      rooms.delete(key);
    }
  };
  const enter = (key: string, changed: () => Promise<boolean>): Room => {
    const known = rooms.get(key);
    if (known !== undefined) return known;
    // A look that failed ends the wait: whoever waited looks for itself and meets the fault.
    const room: Room = { change: poll(key, changed).catch(() => undefined), waiting: 0 };
    rooms.set(key, room);
    return room;
  };
  return {
    wait: async (key, changed, milliseconds, signal) => {
      if (waiting >= places) return false;
      const room = enter(key, changed);
      const leaving = new AbortController();
      const left = AbortSignal.any([leaving.signal, signal]);
      room.waiting += 1;
      waiting += 1;
      try {
        await Promise.race([room.change, clock.sleep(milliseconds, left).catch(() => undefined)]);
      } finally {
        room.waiting -= 1;
        waiting -= 1;
        leaving.abort();
      }
      return true;
    },
    close: () => closing.abort(new Error("the server stops")),
  };
}
