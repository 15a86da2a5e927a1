import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { availableParallelism } from "node:os";
import pLimit from "p-limit";
import type { Deps } from "../../handlers/deps.ts";

/** Parameters of scrypt: N blocks of r times 128 bytes, p times over. */
export interface HashCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 2^15 blocks of 1 KiB: 32 MiB per check, a memory-hard cost in the range that OWASP names for scrypt. */
const COST: HashCost = { N: 2 ** 15, r: 8, p: 3 };
const MEMORY_BYTES = 64 * 1024 * 1024;
const KEY_BYTES = 32;

/**
 * Hashes at a time, at most two: each takes a core for a tenth of a second and a thread that the whole process shares.
 * One core always stays free for everything else.
 */
const CONCURRENCY = Math.min(2, Math.max(1, availableParallelism() - 1));
/** Hashes that can wait, for about a second; further requests are told to retry. */
const QUEUE = 8;

/** Hashing and checking of passwords for the whole process, within its limits. */
export function passwordHashing(cost: HashCost = COST): Deps["passwords"] {
  const limit = pLimit(CONCURRENCY);
  const within = <T>(work: () => Promise<T>): Promise<T> | null => (limit.pendingCount >= QUEUE ? null : limit(work));
  return {
    hash: async (password) => (await within(() => hashPassword(password, cost))) ?? "busy",
    verify: async (password, hash) => (await within(() => verifyPassword(password, hash, cost))) ?? "busy",
    weakness,
  };
}

/** Hashes a password with a fresh salt; the text holds the parameters, so that they can be raised later. */
export async function hashPassword(password: string, cost: HashCost = COST): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/**
 * True when the password belongs to the hash. Without a hash the same work is done and the answer is false, so that
 * the time does not tell whether an account exists. Throws on a hash that was not written by hashPassword.
 */
export async function verifyPassword(password: string, hash: string | null, cost: HashCost = COST): Promise<boolean> {
  const [scheme, n, r, p, salt, key] = (hash ?? decoy(cost)).split("$");
  if (scheme !== "scrypt" || salt === undefined || key === undefined) throw new Error("unknown form of password hash");
  const expected = Buffer.from(key, "base64url");
  const actual = await derive(password, Buffer.from(salt, "base64url"), { N: Number(n), r: Number(r), p: Number(p) });
  return timingSafeEqual(actual, expected) && hash !== null;
}

/** Costs what a real hash costs and belongs to no password. */
const decoy = ({ N, r, p }: HashCost): string => ["scrypt", N, r, p, "A".repeat(22), "A".repeat(43)].join("$");

function derive(password: string, salt: Buffer, cost: HashCost): Promise<Buffer> {
  const options = { ...cost, maxmem: MEMORY_BYTES };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** Longest part of a password that is estimated, in characters: the estimate takes longer than linear time. */
const ESTIMATED = 64;
/** Least score of zxcvbn: from 2 on, more than a million guesses are needed. */
const LEAST_SCORE = 2;

/** Why a password is too easy to guess for this account, as the end of a sentence; null when it is not. */
async function weakness(password: string, account: string): Promise<string | null> {
  if (password.toLowerCase().includes(account.toLowerCase()) && password.length < account.length + 8)
    return "must not be built around the name of the account";
  const { score } = (await estimator()).check(password.slice(0, ESTIMATED), [account, "gatehouse"]);
  return score < LEAST_SCORE ? "is too easy to guess: it is built from a common password or a simple pattern" : null;
}

let loaded: ReturnType<typeof loadEstimator> | undefined;

/** Loaded when the first password is set: its dictionary takes 11 MB. */
function estimator(): ReturnType<typeof loadEstimator> {
  loaded ??= loadEstimator();
  return loaded;
}

async function loadEstimator() {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  return new ZxcvbnFactory({ dictionary: { ...dictionary }, graphs: adjacencyGraphs, maxLength: ESTIMATED });
}
