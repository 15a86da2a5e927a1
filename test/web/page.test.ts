/** The page in a real browser, over the embedded stack. The tests are in a file for each part of the page. */
import { afterAll, beforeAll } from "vitest";
import { closeStack, openStack } from "./stack.ts";
import "./session.ts";
import "./submission.ts";
import "./artifact.ts";
import "./list.ts";
import "./operate.ts";
import "./every-page.ts";
import "./faults.ts";

beforeAll(openStack);
afterAll(closeStack);
