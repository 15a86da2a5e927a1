// Written by "npm run generate" from openapi.yaml and internal.yaml. Do not edit.
import createFetchClient, {} from "openapi-fetch";
/**
 * A client whose requests carry the token. Answers are `{ data, error, response }`; it throws only when the network
 * fails.
 */
export function createGatehouseClient({ url, token, ...options }) {
    const client = createFetchClient({ baseUrl: url, ...options });
    client.use({
        onRequest: ({ request }) => {
            const current = typeof token === "function" ? token() : token;
            if (current != null)
                request.headers.set("X-Authorization", current);
            return request;
        },
    });
    return client;
}
