import { type Client, type ClientOptions } from "openapi-fetch";
import type { paths } from "./api.ts";
export type { components, paths } from "./api.ts";
export type GatehouseClient = Client<paths>;
export interface GatehouseOptions extends Omit<ClientOptions, "baseUrl"> {
    /** Where the registry is, such as http://127.0.0.1:8000. */
    readonly url: string;
    /** As `PUT /authenticate` answered it; read anew at every request when given as a function. */
    readonly token?: string | (() => string | null) | null;
}
/** A client whose requests carry the token. Answers are `{ data, error, response }`; it throws on network faults only. */
export declare function createGatehouseClient({ url, token, ...options }: GatehouseOptions): GatehouseClient;
