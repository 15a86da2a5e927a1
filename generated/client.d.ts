// Written by "npm run generate" from openapi.yaml and internal.yaml. Do not edit.
import { type Client, type ClientOptions } from "openapi-fetch";
export type GatehouseClient = Client<paths>;
export interface GatehouseOptions extends Omit<ClientOptions, "baseUrl"> {
    /** Address of the registry, such as http://127.0.0.1:8000. */
    readonly url: string;
    /** The answer of `PUT /authenticate`, or a personal token with its scheme. A function is called for every request. */
    readonly token?: string | (() => string | null) | null;
}
/**
 * A client whose requests carry the token. Answers are `{ data, error, response }`; it throws only when the network
 * fails.
 */
export declare function createGatehouseClient({ url, token, ...options }: GatehouseOptions): GatehouseClient;
export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Links into the API
         * @description Browsers, which ask for HTML, get the web page, or the documentation where no page is built. Programs get links.
         */
        get: operations["Root"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your own account
         * @description Who is calling, with which role, and until when.
         */
        get: operations["AccountOwn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change your own password
         * @description Needs a sign-in token and the current password. A password that is easy to guess is refused. Every token of the
         *     account ends, the one of this request included, within two seconds on every server: sign in again.
         */
        put: operations["AccountPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List accounts
         * @description Sorted by name, one page at a time.
         */
        get: operations["AccountList"];
        put?: never;
        /**
         * Create an account
         * @description Needs a sign-in token. A password that is easy to guess is refused.
         */
        post: operations["AccountCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the role or the password of an account
         * @description Setting a password, and making an administrator, needs a sign-in token. Change your own password by
         *     `PUT /account/password`. A new role counts, and a new password ends every token of the account, at once on the
         *     answering server and within two seconds on every other. The last administrator keeps the role.
         */
        put: operations["AccountUpdate"];
        post?: never;
        /**
         * Remove an account
         * @description Its tokens end. The artifacts that it posted stay. The last administrator cannot be removed.
         */
        delete: operations["AccountDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifact/{artifact_type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ingest the repository at a link
         * @description Stores the artifact as `pending` and answers 202 at once; poll `GET /artifacts/{artifact_type}/{id}`. A registry
         *     without asynchronous ingest answers when the ingest has ended: 201, or 424 when the artifact was rejected or the
         *     ingest failed.
         */
        post: operations["ArtifactCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifact/{artifact_type}/{id}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Audit entries of an artifact
         * @description Oldest first, unless `order` asks otherwise. The account that posted the artifact and administrators see every name; others see their own and
         *     `(hidden)`. Reading the first page is itself recorded, before the answer. Pages as in `POST /artifacts`.
         */
        get: operations["ArtifactAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifact/{artifact_type}/{id}/cost": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Size of the download in megabytes
         * @description In megabytes of 1,000,000 bytes. With `dependency=true` the answer also has every artifact that this one was made
         *     from (parents, datasets and code of all generations), each counted once. Dependencies that the registry does not
         *     hold count nothing. 404 until the artifact is completed.
         */
        get: operations["ArtifactCost"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifact/byName/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find artifacts by exact name
         * @description All artifacts of any type that can be downloaded and have this name, sorted by id. Case matters. Pages as in
         *     `POST /artifacts`.
         */
        get: operations["ArtifactByName"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifact/byRegEx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find artifacts by regular expression
         * @description Searches the names and the README texts of all artifacts that can be downloaded; sorted by id. Pages as in
         *     `POST /artifacts`.
         *
         *     The expression matches anywhere unless it is anchored with `^` and `$`, which mean the start and the end of the
         *     whole text. The syntax is that of PostgreSQL's advanced regular expressions: groups, alternatives, classes,
         *     `\d \s \w \b`, greedy and lazy repeats, lookaround and back references; `(?i)` in front ignores case. An invalid
         *     expression, and one that takes too long, is a 400 that says so. Literal parts of three or more characters make a
         *     search fast.
         */
        post: operations["ArtifactByRegEx"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifact/model/{id}/license-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check whether a GitHub project may fine-tune a model
         * @description Compares the licence that GitHub states for the project with those of the model and its declared parents; the
         *     strictest decides. True when fine-tuning the model and using the result for inference is allowed, with or without
         *     obligations. Without a readable licence of the project or the model the answer is false. This is an engineering
         *     judgement, not legal advice.
         */
        post: operations["LicenseCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifact/model/{id}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lineage of a model
         * @description What the model was made from, over all generations that the registry holds (parents, datasets and code that its
         *     metadata declare), and the models in the registry that declare it as their parent. What the registry does not
         *     hold is an external node. 404 until the model is completed.
         */
        get: operations["ModelLineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifact/model/{id}/rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rating of a model
         * @description 404 until there is a rating. A score that could not be computed has the value that the mean used;
         *     `rating_details` says which these are.
         */
        get: operations["ModelRate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * List artifacts by name and type
         * @description Every artifact that matches any of the queries, once, sorted by id. Only admitted artifacts that are not deleted
         *     are listed: those that can be downloaded.
         *
         *     A page has at most `limit` artifacts. Send its header `offset` as the query parameter `offset`, with the same
         *     queries, to get the next page. The header `Link` is there only while more artifacts follow. No artifact appears
         *     on two pages, whatever is added meanwhile. A number as `offset` skips that many artifacts instead.
         */
        post: operations["ArtifactsList"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifacts/{artifact_type}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an artifact
         * @description `status` tells which fields the artifact has: a completed one has its download link and, if it is a model, its
         *     verdict; a rejected one its verdict; a failed one its failure.
         */
        get: operations["ArtifactRetrieve"];
        /**
         * Ingest a newer revision under the same id
         * @description For the account that posted the artifact, and administrators. The current revision is served unchanged until the
         *     newer one has passed its ingest. Then manifest, download and rating switch to it at once. If the newer one does
         *     not pass, nothing changes. `update` of the artifact shows the progress and the result, also that there was
         *     nothing newer; the result is also reported to the `callback_url` of the artifact. Without a link the requested
         *     revision is resolved again. A link may name another revision of the same repository.
         */
        put: operations["ArtifactUpdate"];
        post?: never;
        /**
         * Delete an artifact
         * @description For the account that posted the artifact, and administrators. A running ingest or update ends. From then on
         *     every operation on the artifact answers 404, and its link may be posted again. Its archive, and files that no
         *     other artifact uses, are removed within a minute, or once a worker that lost its connection has lost its claim.
         */
        delete: operations["ArtifactDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifacts/{artifact_type}/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the reports to the callback address
         * @description For the account that posted the artifact, and administrators: the newest hundred reports, newest first.
         *
         *     Each report is a `POST` of a `WebhookReport` to the `callback_url`. It has the headers `X-Gatehouse-Delivery` (its
         *     id) and `X-Gatehouse-Signature: t=<seconds since 1970>,v1=<hex>`, where `v1` is the HMAC-SHA256 of `<t>.<body>`
         *     under the secret that registry and receiver share. Any 2xx accepts it. Everything else is retried after growing
         *     pauses, so that a report can come more than once, always with the same id. Redirects are not followed.
         */
        get: operations["ArtifactDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifacts/{artifact_type}/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download an artifact, or a part of it
         * @description Without `component`, redirects to a signed address of the whole zip, which is valid for a short time. With
         *     `component`, streams a zip of only these files. 404 until the artifact is completed.
         */
        get: operations["ArtifactDownload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifacts/{artifact_type}/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow an artifact until its status is final
         * @description Server-sent events. Each `data` is the artifact as `GET /artifacts/{artifact_type}/{id}` answers it, and each `id`
         *     names that state. The first event comes at once. The stream ends when the status is final and no update runs, or
         *     when the artifact is deleted. Changes in quick succession, and changes that a slow reader missed, come as one
         *     event with the newest state. A comment line every 15 seconds (by default) shows that the stream is alive.
         *
         *     A stream can end before the artifact is final: the server stops, or the stream is an hour old. Ask again with
         *     `Last-Event-ID`, as `EventSource` does by itself. The named state is not sent again; if it was final, the answer
         *     is 204.
         */
        get: operations["ArtifactEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifacts/{artifact_type}/{id}/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the files of an artifact
         * @description Every file with its size and digests. The manifest equals the central directory of the zip and, for files with
         *     content, the tree of the source at the pinned commit. 404 until the artifact is completed.
         */
        get: operations["ArtifactManifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifacts/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count what a search finds
         * @description Counts by type, status, licence and owner. The counts of a field ignore the filter on that field: they say how
         *     many artifacts each other choice would find.
         */
        post: operations["ArtifactCounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifacts/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search artifacts of every status
         * @description Unlike `POST /artifacts`, also finds artifacts that are being ingested, were rejected or failed. An artifact is
         *     found when it meets every field of the filter; without a filter all artifacts are found. A page has 100 artifacts,
         *     or `limit`. Pages as in `POST /artifacts`, with the same body.
         */
        post: operations["ArtifactSearch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Audit log of the registry
         * @description Oldest first, unless `order` asks otherwise: sign-ins, accounts, tokens, policy, artifacts, downloads and resets. Entries are never changed or
         *     removed, and outlive what they describe. Each has the hash of the entry before it: compare a copy of `hash` that
         *     you keep elsewhere to see whether the log up to that entry is unchanged. Reading the first page is itself
         *     recorded. Pages as in `POST /artifacts`.
         */
        get: operations["AuditList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/authenticate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sign in
         * @description Answers with a token, scheme included. Send it with every other request as `X-Authorization: bearer <token>` or
         *     `Authorization: Bearer <token>`.
         */
        put: operations["Authenticate"];
        post?: never;
        /**
         * Sign out
         * @description Ends the sign-in token of this request: at once on the answering server, within two seconds on every other.
         *     Refuses a personal token, which `DELETE /tokens/{id}` ends.
         */
        delete: operations["SignOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document as a web page
         * @description The page loads only files of this registry.
         */
        get: operations["Documentation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file of the documentation page
         * @description The scripts and the style sheet that the page loads.
         */
        get: operations["DocumentationFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/garbage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the next garbage collection would delete
         * @description A dry run; nothing is deleted. The registry deletes from time to time what nothing refers to: blobs without a
         *     reference, partial transfers and open uploads that no ingest continues, archives of artifacts that are not
         *     completed, and checkpoints of final artifacts. Nothing that is younger than `older_than` counts. The operation
         *     reads the listing of the object store for at most 20 seconds. When that is too short it answers 503, and
         *     `npm run gc -- --dry-run` lists everything without a time limit.
         */
        get: operations["GarbageList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Liveness
         * @description Answers without using the database or the object store.
         */
        get: operations["Health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/components": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Health of every component
         * @description Always 200. The overall `status` is `critical` when the database or the object store does not answer, and
         *     `degraded` when a component is slow or another component does not answer. Components are checked in parallel, in
         *     at most three seconds; a result is reused for five seconds. Figures and timeline are those of the answering
         *     server since its start.
         */
        get: operations["HealthComponents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readiness
         * @description Ready means that the database and the object store answer, the database is prepared and the server is not
         *     stopping. A server that is not ready is still alive, and becomes ready by itself. Checks take at most two
         *     seconds and run at most once per second.
         */
        get: operations["Readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ingests/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How ingests ended lately, hour by hour
         * @description Counts ingests of new artifacts and updates by the hour in which they ended, deleted ones included.
         */
        get: operations["IngestStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics for Prometheus
         * @description Needs no token, so that a collector gets an answer while the database does not answer. Metrics name operations
         *     and counts, never an artifact or an account. By default only callers on the registry's own machine are answered,
         *     and no request that came through a proxy. The operator can open the metrics to everyone, or switch them off.
         */
        get: operations["Metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document
         * @description The document that the server was built from. Generate clients from it.
         */
        get: operations["Contract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ratings/rerate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rate stored models again
         * @description Uses the facts that were stored with the ratings, under the current policy and threshold; nothing is fetched. A
         *     dry run only shows what would change. Otherwise changed ratings and verdicts count from then on, and older ratings
         *     are kept. A model that would not be admitted any more can still be downloaded, with that verdict: this operation
         *     deletes nothing. Models are rated in the order of their ids, one page at a time.
         */
        post: operations["RatingsRerate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Empty the registry
         * @description Removes every artifact, rating and personal token, everything in the object store, and every account but the
         *     configured administrator, or the caller when that account is no administrator. Running ingests end. The audit
         *     log stays and records the reset. This cannot be undone, and there is no confirmation.
         */
        delete: operations["RegistryReset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List personal tokens
         * @description The tokens of an account, oldest first, without their secrets.
         */
        get: operations["TokenList"];
        put?: never;
        /**
         * Create a personal token for a program
         * @description Needs a sign-in token. The answer shows the token only this once; the registry keeps its hash. Requests carry it
         *     like a sign-in token. Its role is at most that of its account, and is lowered with it. The token ends when it
         *     expires, by `DELETE /tokens/{id}`, when the password of the account changes, and with the account.
         */
        post: operations["TokenCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a personal token
         * @description Your own; with the role admin, anybody's. Takes effect within two seconds on every server.
         */
        delete: operations["TokenDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tracks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Implemented tracks
         * @description The tracks of the official API document that this registry implements.
         */
        get: operations["Tracks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Account: {
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-01-01T00:00:00Z
             */
            created_at: string;
            /**
             * @description Name to sign in with.
             * @example ada
             */
            name: string;
            /**
             * Format: date-time
             * @description Tokens from before have ended.
             * @example 2026-01-01T00:00:00Z
             */
            password_changed_at: string;
            role: components["schemas"]["Role"];
        };
        /**
         * @example {
         *       "role": "publisher"
         *     }
         */
        AccountChange: {
            password?: components["schemas"]["NewPassword"];
            role?: components["schemas"]["Role"];
        };
        /**
         * @description Name of an account.
         * @example ada
         */
        AccountName: string;
        AccountPage: {
            /** @description Sorted by name. */
            accounts: components["schemas"]["Account"][];
            /**
             * @description The `after` of the next page; null on the last page.
             * @example ada
             */
            next: string | null;
        };
        Advice: {
            /**
             * @description The most that it could add to the net score.
             * @example 0.15
             */
            gain: number;
            metric: components["schemas"]["MetricName"];
            /**
             * @description One sentence.
             * @example Adding a licence would add up to 0.15 to the net score.
             */
            text: string;
        };
        /** @description What would raise the score, most effective first. */
        AdviceList: components["schemas"]["Advice"][];
        /**
         * @description Id of an artifact, as a number or as text. A well-formed id that is not in this registry answers 404.
         * @example 123
         */
        AnyArtifactId: string | number;
        /** @description The whole zip, or what it would be where `missing` says that there is none. */
        Archive: {
            bytes: components["schemas"]["Bytes"];
            crc32: components["schemas"]["Crc32"];
            /**
             * @description Why there is no zip: it would be too large for the object store. Files can be downloaded by `component`, and
             *     one by one below `/hub`.
             * @example A zip of all files would have 6597069766656 bytes, and one may have 5497558138880
             */
            missing?: string;
            /**
             * @description SHA-256 of the zip. Null when it would take reading gigabytes back; the CRC and the digests of the manifest
             *     are the record then.
             * @example null
             */
            sha256: string | null;
        };
        /** @description An artifact; `status` tells which fields it has. */
        Artifact: components["schemas"]["ArtifactInProgress"] | components["schemas"]["CompletedArtifact"] | components["schemas"]["RejectedArtifact"] | components["schemas"]["FailedArtifact"];
        ArtifactCost: {
            /**
             * @description Megabytes of the artifact alone; only with `dependency=true`.
             * @example 441.3
             */
            standalone_cost?: number;
            /**
             * @description Megabytes of the artifact and, with `dependency=true`, of everything that it was made from.
             * @example 4666.5
             */
            total_cost: number;
        };
        /**
         * @description Keyed by artifact id.
         * @example {
         *       "7": {
         *         "standalone_cost": 4225.2,
         *         "total_cost": 4225.2
         *       },
         *       "123": {
         *         "standalone_cost": 441.3,
         *         "total_cost": 4666.5
         *       }
         *     }
         */
        ArtifactCosts: {
            [key: string]: components["schemas"]["ArtifactCost"];
        };
        ArtifactCounts: {
            licenses: components["schemas"]["CountsByValue"];
            owners: components["schemas"]["CountsByValue"];
            statuses: components["schemas"]["CountsByValue"];
            total: components["schemas"]["Count"];
            types: components["schemas"]["CountsByValue"];
            /**
             * @description How many of them are being ingested, or wait.
             * @example 2
             */
            unfinished: number;
        };
        ArtifactData: {
            archive: components["schemas"]["Archive"];
            /**
             * Format: uri
             * @description Signed address of the zip, valid for a short time; signed again at every read. Absent when there is no zip:
             *     `archive.missing` says why.
             * @example https://registry-blobs.s3.amazonaws.com/archives/123/bert-base-uncased.zip?X-Amz-Signature=0a1b
             */
            download_url?: string;
            url: components["schemas"]["CanonicalLink"];
        };
        /**
         * @example {
         *       "artifact_id": 123,
         *       "message": "Deleted. Files that no other artifact needs are being removed."
         *     }
         */
        ArtifactDeleted: {
            artifact_id: components["schemas"]["ArtifactId"];
            /**
             * @description What happens next.
             * @example Deleted.
             */
            message: string;
        };
        /**
         * @description What an artifact has to meet. Missing fields and empty lists ask for nothing.
         * @example {
         *       "text": "bert",
         *       "types": [
         *         "model"
         *       ]
         *     }
         */
        ArtifactFilter: {
            /**
             * @description Only these artifacts.
             * @example [
             *       123
             *     ]
             */
            ids?: components["schemas"]["AnyArtifactId"][];
            /**
             * @description Any of these licences, as in `ArtifactSummary.license`.
             * @example [
             *       "apache-2.0"
             *     ]
             */
            licenses?: string[];
            /**
             * @description Highest net score. Leaves out artifacts without a score.
             * @example 1
             */
            max_score?: number;
            /**
             * @description Lowest net score. Leaves out artifacts without a score.
             * @example 0.7
             */
            min_score?: number;
            /**
             * @description Whether only your own posts are wanted.
             * @example false
             */
            mine?: boolean;
            /**
             * @description Any of these owners, as in `ArtifactSummary.owner`.
             * @example [
             *       "google-bert"
             *     ]
             */
            owners?: string[];
            /**
             * @description Any of these statuses.
             * @example [
             *       "completed"
             *     ]
             */
            statuses?: components["schemas"]["ArtifactStatus"][];
            /**
             * @description Words, separated by spaces. Each has to occur in the name or the repository, or to begin a word of the README
             *     of an admitted artifact. Case does not matter.
             * @example bert
             */
            text?: string;
            /**
             * @description Any of these types.
             * @example [
             *       "model"
             *     ]
             */
            types?: components["schemas"]["ArtifactType"][];
            /**
             * @description Artifacts of the repository at this link, of any revision.
             * @example https://huggingface.co/google-bert/bert-base-uncased
             */
            url?: string;
        };
        /**
         * Format: int64
         * @description Number of an artifact in this registry.
         * @example 123
         */
        ArtifactId: number;
        ArtifactInProgress: {
            created_at: components["schemas"]["CreatedAt"];
            data: components["schemas"]["ArtifactSource"];
            metadata: components["schemas"]["ArtifactMetadata"];
            posted_by?: components["schemas"]["PostedBy"];
            progress: components["schemas"]["Progress"];
            revision: components["schemas"]["Revision"];
            /**
             * @description See ArtifactStatus. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            status: "pending" | "downloading" | "rating";
            status_message: components["schemas"]["StatusMessage"];
            updated_at: components["schemas"]["UpdatedAt"];
        };
        ArtifactMetadata: {
            id: components["schemas"]["ArtifactId"];
            /**
             * @description Name in the registry.
             * @example bert-base-uncased
             */
            name: string;
            type: components["schemas"]["ArtifactType"];
        };
        /**
         * @description Sorted by id.
         * @example [
         *       {
         *         "id": 7,
         *         "name": "bookcorpus",
         *         "type": "dataset"
         *       },
         *       {
         *         "id": 123,
         *         "name": "bert-base-uncased",
         *         "type": "model"
         *       }
         *     ]
         */
        ArtifactPage: components["schemas"]["ArtifactMetadata"][];
        /**
         * @description The answer has what matches any of them.
         * @example [
         *       {
         *         "name": "*",
         *         "types": [
         *           "model"
         *         ]
         *       },
         *       {
         *         "name": "bookcorpus"
         *       }
         *     ]
         */
        ArtifactQueries: components["schemas"]["ArtifactQuery"][];
        ArtifactQuery: {
            /**
             * @description An exact name, or `*` for every name.
             * @example *
             */
            name: string;
            /**
             * @description The wanted types; all when missing or empty.
             * @example [
             *       "model"
             *     ]
             */
            types?: components["schemas"]["ArtifactType"][];
        };
        ArtifactRegEx: {
            /**
             * @description What a name or a README has to match.
             * @example (?i)bert.*uncased
             */
            regex: string;
        };
        /**
         * @example {
         *       "filter": {
         *         "text": "bert",
         *         "types": [
         *           "model"
         *         ],
         *         "statuses": [
         *           "completed"
         *         ],
         *         "min_score": 0.7
         *       },
         *       "sort": "best"
         *     }
         */
        ArtifactSearchRequest: {
            filter?: components["schemas"]["ArtifactFilter"];
            /**
             * @description `newest` and `oldest` by the time of the post, `best` and `worst` by net score, `largest` and `smallest` by
             *     the size of all files. An artifact without a score or size counts as the smallest.
             * @default newest
             * @example best
             * @enum {string}
             */
            sort?: "newest" | "oldest" | "name" | "best" | "worst" | "largest" | "smallest";
        };
        ArtifactSource: {
            url: components["schemas"]["CanonicalLink"];
        };
        /**
         * @description `pending`: accepted, waits for the ingest function. `downloading`: files are copied, verified, scanned and
         *     archived. `rating`: the final verdict is being made. `completed`: can be downloaded. `rejected`: the rating or the
         *     scan did not pass; no file is kept. `failed`: see `failure`.
         * @example completed
         * @enum {string}
         */
        ArtifactStatus: "pending" | "downloading" | "rating" | "completed" | "rejected" | "failed";
        /** @description In the requested order. */
        ArtifactSummaries: components["schemas"]["ArtifactSummary"][];
        ArtifactSummary: {
            /**
             * Format: int64
             * @description Size of all files; null until the listing is complete.
             * @example 441310000
             */
            bytes_total: number | null;
            created_at: components["schemas"]["CreatedAt"];
            /**
             * @description Identifier of the licence that counts; null when none is known. Only models have one.
             * @example apache-2.0
             */
            license: string | null;
            metadata: components["schemas"]["ArtifactMetadata"];
            net_score: components["schemas"]["NullableScore"];
            /**
             * @description Owner of the repository at its source; null for a repository without one.
             * @example google-bert
             */
            owner: string | null;
            progress: components["schemas"]["Progress"];
            status: components["schemas"]["ArtifactStatus"];
            status_message: components["schemas"]["StatusMessage"];
            /**
             * @description The threshold that the net score was compared with.
             * @example 0.5
             */
            threshold: number | null;
            updated_at: components["schemas"]["UpdatedAt"];
            /**
             * @description Whether an update of the artifact is running.
             * @example false
             */
            updating: boolean;
            url: components["schemas"]["CanonicalLink"];
        };
        /**
         * @description Type of an artifact.
         * @example model
         * @enum {string}
         */
        ArtifactType: "model" | "dataset" | "code";
        /**
         * @description A link in `url` or `data.url`, or nothing.
         * @example {
         *       "url": "https://huggingface.co/google-bert/bert-base-uncased/tree/v2"
         *     }
         */
        ArtifactUpdateRequest: {
            created_at?: components["schemas"]["ServerOwned"];
            /** @description The link, where a client keeps it. */
            data?: {
                archive?: components["schemas"]["ServerOwned"];
                download_url?: components["schemas"]["ServerOwned"];
                name?: components["schemas"]["ServerOwned"];
                /**
                 * @description As `url`.
                 * @example https://huggingface.co/google-bert/bert-base-uncased
                 */
                url: string;
            };
            download_url?: components["schemas"]["ServerOwned"];
            failure?: components["schemas"]["ServerOwned"];
            id?: components["schemas"]["ServerOwned"];
            /** @description Must match the artifact. */
            metadata?: {
                id: components["schemas"]["AnyArtifactId"];
                /**
                 * @description Name in the registry.
                 * @example bert-base-uncased
                 */
                name: string;
                type: components["schemas"]["ArtifactType"];
            };
            posted_by?: components["schemas"]["ServerOwned"];
            progress?: components["schemas"]["ServerOwned"];
            revision?: components["schemas"]["ServerOwned"];
            status?: components["schemas"]["ServerOwned"];
            status_message?: components["schemas"]["ServerOwned"];
            update?: components["schemas"]["ServerOwned"];
            updated_at?: components["schemas"]["ServerOwned"];
            /**
             * @description A link to the same repository; it may name another revision.
             * @example https://huggingface.co/google-bert/bert-base-uncased/tree/v2
             */
            url?: string;
            verdict?: components["schemas"]["ServerOwned"];
        };
        /** @description The last update, running or ended. Missing when there was none. */
        ArtifactUpdateState: {
            failure?: components["schemas"]["Failure"];
            /**
             * @description The state in one sentence.
             * @example The source has nothing newer.
             */
            message: string;
            progress?: components["schemas"]["Progress"];
            /**
             * @description The account that asked for it.
             * @example ada
             */
            requested_by: string;
            revision: components["schemas"]["Revision"];
            /**
             * Format: date-time
             * @description When it was accepted.
             * @example 2026-01-03T03:04:05Z
             */
            started_at: string;
            /**
             * @description As for an ingest. `up_to_date`: the source had nothing newer. The artifact has the new revision only with
             *     `completed`.
             * @example up_to_date
             * @enum {string}
             */
            status: "pending" | "downloading" | "rating" | "completed" | "up_to_date" | "rejected" | "failed";
            /**
             * Format: date-time
             * @description When it last changed.
             * @example 2026-01-03T03:04:07Z
             */
            updated_at: string;
            verdict?: components["schemas"]["Verdict"];
        };
        /**
         * @description `POLICY`: the rating policy, the threshold or `AUTH_MODE` changed. `DOWNLOAD`: a link to an archive was issued, or
         *     files were streamed. `AUDIT`: this log was read.
         * @example ACCOUNT_ROLE
         * @enum {string}
         */
        AuditAction: "SIGN_IN" | "SIGN_IN_REFUSED" | "SIGN_OUT" | "ACCOUNT_CREATE" | "ACCOUNT_ROLE" | "ACCOUNT_PASSWORD" | "ACCOUNT_DELETE" | "TOKEN_CREATE" | "TOKEN_DELETE" | "POLICY" | "CREATE" | "UPDATE" | "DELETE" | "DOWNLOAD" | "RATE" | "AUDIT" | "RESET";
        /** @description Oldest first. */
        AuditEntries: components["schemas"]["AuditEntry"][];
        AuditEntry: {
            /**
             * @description What was done.
             * @example CREATE
             * @enum {string}
             */
            action: "CREATE" | "UPDATE" | "DOWNLOAD" | "RATE" | "AUDIT";
            artifact: components["schemas"]["ArtifactMetadata"];
            /**
             * Format: date-time
             * @description When.
             * @example 2026-01-02T03:04:05Z
             */
            date: string;
            /** @description Who did it. */
            user: {
                /**
                 * @description Whether the account is an administrator now; false when hidden.
                 * @example false
                 */
                is_admin: boolean;
                /**
                 * @description Name of the account. `(hidden)` when you may not see it, `(registry)` for the registry itself.
                 * @example ada
                 */
                name: string;
            };
        };
        /**
         * @description SHA-256 of the entry and the hash of the entry before it, lower-case hex.
         * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
         */
        AuditHash: string;
        AuditRecord: {
            /**
             * @description Who did it; null for the registry itself and for a caller who was not signed in.
             * @example admin
             */
            account: string | null;
            action: components["schemas"]["AuditAction"];
            /**
             * @description Network address of the caller; null when it was not done over HTTP.
             * @example 192.0.2.7
             */
            address: string | null;
            /**
             * @description The artifact, as it was then.
             * @example null
             */
            artifact: {
                id: components["schemas"]["ArtifactId"];
                /**
                 * @description Its name.
                 * @example bert-base-uncased
                 */
                name: string;
                type: components["schemas"]["ArtifactType"];
            } | null;
            /**
             * Format: date-time
             * @description When.
             * @example 2026-01-02T03:04:05Z
             */
            date: string;
            /**
             * @description Details.
             * @example from reader to publisher
             */
            detail: string | null;
            hash: components["schemas"]["AuditHash"];
            /**
             * Format: int64
             * @description Position in the log, from 1 without gaps.
             * @example 42
             */
            id: number;
            /**
             * @description Whether that account is an administrator now.
             * @example true
             */
            is_admin: boolean;
            previous_hash: components["schemas"]["AuditHash"];
            /**
             * @description The account that it was done to.
             * @example ada
             */
            subject: string | null;
        };
        /** @description Oldest first. */
        AuditRecords: components["schemas"]["AuditRecord"][];
        AuthenticationRequest: {
            /** @description The proof. */
            secret: {
                /**
                 * Format: password
                 * @description Password of the account.
                 * @example correct horse battery staple
                 */
                password: string;
            };
            /** @description The account. */
            user: {
                /**
                 * @description Ignored; the account decides.
                 * @example true
                 */
                is_admin?: boolean;
                /**
                 * @description Name of the account.
                 * @example admin
                 */
                name: string;
            };
        };
        /**
         * @description Value of the header, scheme included.
         * @example bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJl
         */
        AuthenticationToken: string;
        /**
         * @example {
         *       "detail": "body/url: is missing",
         *       "errors": [
         *         {
         *           "path": "body/url",
         *           "message": "is missing"
         *         }
         *       ]
         *     }
         */
        BadRequest: {
            detail: components["schemas"]["Detail"];
            /** @description Every fault with its place. */
            errors?: {
                /**
                 * @description What is wrong there.
                 * @example is missing
                 */
                message: string;
                /**
                 * @description The place: `body/url`, `path/id`, `query/component`.
                 * @example body/url
                 */
                path: string;
            }[];
        };
        /**
         * @description The score if everything that could not be read were worst, or best.
         * @example {
         *       "lo": 0.74,
         *       "hi": 0.79
         *     }
         */
        Bounds: {
            hi: components["schemas"]["Score"];
            lo: components["schemas"]["Score"];
        };
        /**
         * Format: int64
         * @description Size in bytes.
         * @example 440449768
         */
        Bytes: number;
        Caller: {
            /**
             * Format: date-time
             * @description When the sign-in token of this request ends; null for a personal token, and without accounts.
             * @example 2026-01-02T15:04:05Z
             */
            expires_at: string | null;
            /**
             * @description Name of the account.
             * @example ada
             */
            name: string;
            role: components["schemas"]["Role"];
        };
        /**
         * @description The link in its canonical form.
         * @example https://huggingface.co/google-bert/bert-base-uncased
         */
        CanonicalLink: string;
        /**
         * @description Commit of the source.
         * @example 86b5e0934494bd15c9632b12f734a8a67f723594
         */
        Commit: string;
        CompletedArtifact: {
            created_at: components["schemas"]["CreatedAt"];
            data: components["schemas"]["ArtifactData"];
            metadata: components["schemas"]["ArtifactMetadata"];
            posted_by?: components["schemas"]["PostedBy"];
            progress: components["schemas"]["Progress"];
            revision: components["schemas"]["Revision"];
            /**
             * @description Can be downloaded. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            status: "completed";
            status_message: components["schemas"]["StatusMessage"];
            update?: components["schemas"]["ArtifactUpdateState"];
            updated_at: components["schemas"]["UpdatedAt"];
            verdict?: components["schemas"]["Verdict"];
        };
        CompletedArtifactReport: {
            created_at: components["schemas"]["CreatedAt"];
            /** @description The link and the archive. */
            data: {
                archive: components["schemas"]["Archive"];
                url: components["schemas"]["CanonicalLink"];
            };
            metadata: components["schemas"]["ArtifactMetadata"];
            progress: components["schemas"]["Progress"];
            revision: components["schemas"]["Revision"];
            /**
             * @description Can be downloaded. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            status: "completed";
            status_message: components["schemas"]["StatusMessage"];
            update?: components["schemas"]["ArtifactUpdateState"];
            updated_at: components["schemas"]["UpdatedAt"];
            verdict?: components["schemas"]["Verdict"];
        };
        /**
         * @description `weights`: files that hold parameters. `config`: configuration, tokenizer, card and licence. `full`: every file.
         * @example config
         * @enum {string}
         */
        Component: "full" | "weights" | "config";
        ComponentHealth: {
            /**
             * @description What the registry uses it for.
             * @example PostgreSQL with all records.
             */
            description: string;
            /**
             * @description Its name for people.
             * @example Database
             */
            display_name: string;
            /**
             * @description The component.
             * @example database
             * @enum {string}
             */
            id: "database" | "object_store" | "function" | "hub";
            /** @description What is wrong now. */
            issues: components["schemas"]["ComponentIssue"][];
            /**
             * @description The last failure since this server started: of a check, or of a request to the database, the object store or
             *     the function.
             */
            last_error: {
                /**
                 * Format: date-time
                 * @description When it happened.
                 * @example 2026-01-02T02:59:00Z
                 */
                at: string;
                /**
                 * @description The kind of failure.
                 * @example It did not answer within 3 s
                 */
                message: string;
            } | null;
            /** @description Figures of this check and of the window. */
            metrics: {
                /**
                 * @description Failures within the window.
                 * @example 0
                 */
                failures: number;
                /**
                 * @description How long the check took.
                 * @example 0.004
                 */
                latency_seconds: number;
            };
            /**
             * Format: date-time
             * @description When it was checked.
             * @example 2026-01-02T03:04:05Z
             */
            observed_at: string;
            status: components["schemas"]["ComponentStatus"];
            /** @description The minutes of the window in which the component was checked or failed, oldest first. */
            timeline?: components["schemas"]["TimelineEntry"][];
        };
        /**
         * @example {
         *       "code": "degraded",
         *       "severity": "warning",
         *       "summary": "It took 1200 ms to answer"
         *     }
         */
        ComponentIssue: {
            code: components["schemas"]["ComponentStatus"];
            /**
             * @description How serious it is.
             * @example warning
             * @enum {string}
             */
            severity: "warning" | "error";
            /**
             * @description One sentence.
             * @example It took 1200 ms to answer
             */
            summary: string;
        };
        ComponentsHealth: {
            /** @description Every component that the registry uses. */
            components: components["schemas"]["ComponentHealth"][];
            /**
             * Format: date-time
             * @description When the checks began.
             * @example 2026-01-02T03:04:05Z
             */
            generated_at: string;
            queue: components["schemas"]["Queue"];
            status: components["schemas"]["ComponentStatus"];
            /**
             * @description The requested window.
             * @example 60
             */
            window_minutes: number;
        };
        /**
         * @description `degraded`: works slowly or in part. `critical`: does not answer.
         * @example ok
         * @enum {string}
         */
        ComponentStatus: "ok" | "degraded" | "critical";
        /**
         * @example {
         *       "detail": "This link is already registered as model 123",
         *       "existing_id": 123,
         *       "status": "completed"
         *     }
         */
        Conflict: {
            detail: components["schemas"]["Detail"];
            existing_id: components["schemas"]["ArtifactId"];
            status: components["schemas"]["ArtifactStatus"];
        };
        /**
         * @description A number of things.
         * @example 16
         */
        Count: number;
        /** @description The most frequent values, most frequent first. */
        CountsByValue: components["schemas"]["ValueCount"][];
        /**
         * @description Share of the weight whose evidence could be read.
         * @example 0.95
         */
        Coverage: number;
        /**
         * @description CRC-32 (zlib polynomial), lower-case hex.
         * @example 0d4a1185
         */
        Crc32: string;
        /**
         * Format: date-time
         * @description When the link was accepted.
         * @example 2026-01-02T03:04:05Z
         */
        CreatedAt: string;
        /**
         * Format: uuid
         * @description The same in every attempt.
         * @example 8c6f0c46-2a4b-4d57-9f3e-0f5f6c2d7a11
         */
        DeliveryId: string;
        /**
         * @description What is wrong, and what to do.
         * @example No model has the id 123
         */
        Detail: string;
        Evidence: {
            /**
             * @description Kind of evidence.
             * @example LIC_YAML
             */
            code: string;
            /**
             * @description `+` raises, `-` lowers, `?` could not be read, `i` is information only.
             * @example +
             * @enum {string}
             */
            effect: "+" | "-" | "?" | "i";
            /**
             * @description What it counted within the metric.
             * @example 1
             */
            points: number;
            /**
             * @description Where it was found.
             * @example README.md
             */
            source: string;
            /**
             * @description One sentence.
             * @example The model card declares the licence apache-2.0.
             */
            text: string;
        };
        /** @description What was found, where, and what it counted. */
        EvidenceList: components["schemas"]["Evidence"][];
        FailedArtifact: {
            created_at: components["schemas"]["CreatedAt"];
            data: components["schemas"]["ArtifactSource"];
            failure: components["schemas"]["Failure"];
            metadata: components["schemas"]["ArtifactMetadata"];
            posted_by?: components["schemas"]["PostedBy"];
            progress: components["schemas"]["Progress"];
            revision: components["schemas"]["Revision"];
            /**
             * @description The ingest ended without a verdict. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            status: "failed";
            status_message: components["schemas"]["StatusMessage"];
            updated_at: components["schemas"]["UpdatedAt"];
        };
        /**
         * @example {
         *       "code": "source_not_found",
         *       "detail": "Hugging Face has no model acme/none, or it is private.",
         *       "retryable": false
         *     }
         */
        Failure: {
            code: components["schemas"]["FailureCode"];
            detail: components["schemas"]["Detail"];
            /**
             * @description Finds the cause in the log.
             * @example 8c6f0c46-2a4b-4d57-9f3e-0f5f6c2d7a11
             */
            reference?: string;
            /**
             * @description Whether posting the link again can help.
             * @example false
             */
            retryable: boolean;
        };
        /**
         * @description `source_not_found`: the repository, revision or file does not exist. `source_gated`: the source asks for a
         *     permission that the configured token lacks. `source_rate_limited`: the source refused requests for longer than
         *     the registry waits. `source_unavailable`: the source did not answer, or answered incompletely.
         *     `source_untrusted`: a redirect to a host that is not trusted, or an unsafe or colliding path in the listing.
         *     `source_too_large`: over the configured limit. `already_registered`: the source resolved the link to a repository
         *     and revision that another artifact holds. `integrity_mismatch`: bytes do not match their published hash or size.
         *     `storage_unavailable`: the object store or the database did not answer. `timed_out`: the time budget ended.
         *     `internal_error`: a bug of the registry, with a reference into its log.
         * @example source_not_found
         * @enum {string}
         */
        FailureCode: "source_not_found" | "source_gated" | "source_rate_limited" | "source_unavailable" | "source_untrusted" | "source_too_large" | "already_registered" | "integrity_mismatch" | "storage_unavailable" | "timed_out" | "internal_error";
        /**
         * @description `robust`: facts that could not be read cannot change the decision.
         * @example robust
         * @enum {string}
         */
        Firmness: "robust" | "tentative";
        GarbageItem: {
            bytes: components["schemas"]["Bytes"];
            /**
             * @description Key in the bucket.
             * @example archives/123/bert-base-uncased.zip
             */
            key: string;
            kind: components["schemas"]["GarbageKind"];
        };
        /**
         * @description `blob`: the content of a file; `partial`: a part of a transfer that was interrupted; `archive`: the zip of an
         *     artifact; `upload`: an open multipart upload, whose size is not known and counts as 0.
         * @example archive
         * @enum {string}
         */
        GarbageKind: "blob" | "partial" | "archive" | "upload";
        GarbageKindTotal: {
            bytes: components["schemas"]["Bytes"];
            count: components["schemas"]["Count"];
            kind: components["schemas"]["GarbageKind"];
        };
        /**
         * @example {
         *       "older_than": "2026-01-01T03:00:00Z",
         *       "count": 1,
         *       "bytes": 440449768,
         *       "checkpoints": 2,
         *       "kinds": [
         *         {
         *           "kind": "archive",
         *           "count": 1,
         *           "bytes": 440449768
         *         }
         *       ],
         *       "items": [
         *         {
         *           "kind": "archive",
         *           "key": "archives/123/bert-base-uncased.zip",
         *           "bytes": 440449768
         *         }
         *       ]
         *     }
         */
        GarbageReport: {
            bytes: components["schemas"]["Bytes"];
            checkpoints: components["schemas"]["Count"];
            count: components["schemas"]["Count"];
            /** @description The largest 1,000, the largest first. */
            items: components["schemas"]["GarbageItem"][];
            /** @description Every kind of which something would be deleted. */
            kinds: components["schemas"]["GarbageKindTotal"][];
            /**
             * Format: date-time
             * @description Only what was written before this counts.
             * @example 2026-01-01T03:00:00Z
             */
            older_than: string;
        };
        Health: {
            /**
             * @description The process answers.
             * @example ok
             * @enum {string}
             */
            status: "ok";
        };
        /**
         * @example {
         *       "artifact_id": 123,
         *       "status": "pending",
         *       "message": "Artifact ingest accepted. Processing asynchronously."
         *     }
         */
        IngestAccepted: {
            artifact_id: components["schemas"]["ArtifactId"];
            /**
             * @description What happens next.
             * @example Artifact ingest accepted. Processing asynchronously.
             */
            message: string;
            /**
             * @description Waits for the ingest function. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            status: "pending";
        };
        IngestHour: {
            bytes: components["schemas"]["Bytes"];
            completed: components["schemas"]["Count"];
            failed: components["schemas"]["Count"];
            rejected: components["schemas"]["Count"];
            /**
             * Format: date-time
             * @description When it began.
             * @example 2026-01-02T03:00:00Z
             */
            start: string;
        };
        /**
         * @example {
         *       "url": "https://huggingface.co/google-bert/bert-base-uncased",
         *       "name": "bert-base-uncased"
         *     }
         */
        IngestRequest: {
            archive?: components["schemas"]["ServerOwned"];
            /**
             * @description Where to report how the ingest, and every later update of the artifact, ended: an https address of a public
             *     host on port 443 or 8443, without credentials. A registry that sends no reports refuses it.
             * @example https://ci.example.com/hooks/gatehouse?build=17
             */
            callback_url?: string;
            download_url?: components["schemas"]["ServerOwned"];
            id?: components["schemas"]["ServerOwned"];
            /**
             * @description Name in the registry; by default the last part of the link.
             * @example bert-base-uncased
             */
            name?: string;
            status?: components["schemas"]["ServerOwned"];
            /**
             * @description Link to the repository. Models: `https://huggingface.co/<owner>/<name>`. Datasets:
             *     `https://huggingface.co/datasets/<owner>/<name>`. Code: `https://huggingface.co/spaces/<owner>/<name>`. Code and
             *     datasets: `https://github.com/<owner>/<repository>`. Clone addresses, `/tree/<ref>/<folder>`,
             *     `/blob/<ref>/<path>`, a trailing slash and a query are understood. The source decides where the ref ends. The
             *     folder is ignored, and `status_message` says so.
             * @example https://huggingface.co/google-bert/bert-base-uncased
             */
            url: string;
        };
        /** @description `pending`: the ingest runs asynchronously. `completed`: it ran within the request. */
        IngestResult: components["schemas"]["IngestAccepted"] | components["schemas"]["CompletedArtifact"];
        IngestStatistics: {
            /** @description Failures of these hours by their code, the most frequent first. */
            failures: components["schemas"]["ValueCount"][];
            /** @description Every hour, the oldest first; hours without an end included. */
            hours: components["schemas"]["IngestHour"][];
        };
        IssuedPersonalToken: {
            /**
             * @description Its account.
             * @example ada
             */
            account: string;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-01-01T00:00:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it expires.
             * @example 2026-01-31T00:00:00Z
             */
            expires_at: string;
            id: components["schemas"]["TokenId"];
            /**
             * Format: date-time
             * @description Null for a new token.
             * @example null
             */
            last_used_at: string | null;
            /**
             * @description What it is for.
             * @example nightly build
             */
            name: string;
            role: components["schemas"]["Role"];
            /**
             * @description The secret, shown only once.
             * @example hf_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcd
             */
            token: string;
        };
        /** @description One of several invocations that share a transfer. */
        Lane: {
            bytes_done: components["schemas"]["Bytes"];
            part_bytes_done: components["schemas"]["Bytes"];
            /**
             * Format: int64
             * @description Size of the file, or of the small files together; 0 while it waits for the others.
             * @example 4976698672
             */
            part_bytes_total: number;
            /**
             * @description The file that it moves; null for several small files, and while it waits for the others.
             * @example model-00002-of-00030.safetensors
             */
            path: string | null;
            /**
             * @description A number that the invocation keeps; 1 is the one that began the transfer or continues it.
             * @example 2
             */
            worker: number;
        };
        /**
         * Format: double
         * @description Seconds that the computation took.
         * @example 0.012
         */
        Latency: number;
        LicenseCheckRequest: {
            /**
             * @description Link to the repository of the project.
             * @example https://github.com/google-research/bert
             */
            github_url: string;
        };
        /**
         * @description Whether the project may fine-tune the model and use the result.
         * @example true
         */
        LicenseCheckResult: boolean;
        /** @description `from` went into the making of `to`. */
        LineageEdge: {
            /**
             * @description The places that name it. Parents: `base_model` and `api` (the card as written, and as the Hub read it),
             *     `adapter_config`, `config`. Datasets: `metadata`, `tags`, `registry`. Code: `registry`, `readme_words`,
             *     `readme_any`.
             * @example [
             *       "metadata"
             *     ]
             */
            declared_in: string[];
            /**
             * @description Id of a node.
             * @example https://huggingface.co/datasets/bookcorpus/bookcorpus
             */
            from_node: string;
            /**
             * Format: int64
             * @description The artifact at that node; null for an external node.
             * @example null
             */
            from_node_artifact_id: number | null;
            /**
             * @description How it was used.
             * @example dataset
             * @enum {string}
             */
            relationship: "base_model" | "dataset" | "code";
            /**
             * @description Id of a node.
             * @example artifact:123
             */
            to_node: string;
            to_node_artifact_id: components["schemas"]["ArtifactId"];
        };
        /**
         * @example {
         *       "nodes": [
         *         {
         *           "id": "artifact:123",
         *           "artifact_id": 123,
         *           "name": "bert-base-uncased",
         *           "type": "model",
         *           "url": "https://huggingface.co/google-bert/bert-base-uncased",
         *           "external": false,
         *           "source": "registry",
         *           "metadata": {
         *             "type": "model",
         *             "url": "https://huggingface.co/google-bert/bert-base-uncased"
         *           }
         *         },
         *         {
         *           "id": "https://huggingface.co/datasets/bookcorpus/bookcorpus",
         *           "artifact_id": null,
         *           "name": "bookcorpus",
         *           "type": "dataset",
         *           "url": "https://huggingface.co/datasets/bookcorpus/bookcorpus",
         *           "external": true,
         *           "source": "metadata",
         *           "metadata": {
         *             "type": "dataset",
         *             "url": "https://huggingface.co/datasets/bookcorpus/bookcorpus"
         *           }
         *         }
         *       ],
         *       "edges": [
         *         {
         *           "from_node": "https://huggingface.co/datasets/bookcorpus/bookcorpus",
         *           "to_node": "artifact:123",
         *           "from_node_artifact_id": null,
         *           "to_node_artifact_id": 123,
         *           "relationship": "dataset",
         *           "declared_in": [
         *             "metadata"
         *           ]
         *         }
         *       ],
         *       "truncated": false
         *     }
         */
        LineageGraph: {
            /** @description What was made from what. */
            edges: components["schemas"]["LineageEdge"][];
            /** @description The model and everything that an edge names. */
            nodes: components["schemas"]["LineageNode"][];
            /**
             * @description Whether the model has more than 1000 children, of which only the first are listed.
             * @example false
             */
            truncated: boolean;
        };
        LineageNode: {
            /**
             * Format: int64
             * @description The artifact in this registry; null for an external node.
             * @example 123
             */
            artifact_id: number | null;
            /**
             * @description Whether the registry does not hold it.
             * @example false
             */
            external: boolean;
            /**
             * @description Id of the node within this graph.
             * @example artifact:123
             */
            id: string;
            /** @description Type and link once more, where clients of the official document expect them. */
            metadata: {
                type: components["schemas"]["ArtifactType"];
                url: components["schemas"]["CanonicalLink"];
            };
            /**
             * @description Name of the artifact or the repository.
             * @example bert-base-uncased
             */
            name: string;
            /**
             * @description How the node was found. `registry` for the model itself, else the first of `declared_in` of its edges.
             * @example registry
             */
            source: string;
            type: components["schemas"]["ArtifactType"];
            url: components["schemas"]["CanonicalLink"];
        };
        Links: {
            /**
             * @description List artifacts by `POST`.
             * @example /artifacts
             */
            artifacts: string;
            /**
             * @description Sign in by `PUT`.
             * @example /authenticate
             */
            authenticate: string;
            /**
             * @description This document.
             * @example /openapi.yaml
             */
            contract: string;
            /**
             * @description The documentation for people.
             * @example /docs
             */
            documentation: string;
            /**
             * @description Liveness.
             * @example /health
             */
            health: string;
            /**
             * @description Name of this software.
             * @example Gatehouse
             */
            name: string;
            /** @description Whether callers have to sign in. */
            sign_in: boolean;
            /**
             * @description Version of this document.
             * @example 0.1.0
             */
            version: string;
        };
        Manifest: {
            artifact_id: components["schemas"]["ArtifactId"];
            bytes_total: components["schemas"]["Bytes"];
            commit: components["schemas"]["Commit"];
            /** @description Sorted by the bytes of the path. */
            files: components["schemas"]["ManifestFile"][];
            /**
             * @description Shards of the weights that an index or a numbered name promises and the commit lacks. Left out when there are
             *     none.
             * @example [
             *       "model-00002-of-00002.safetensors"
             *     ]
             */
            missing?: string[];
        };
        ManifestFile: {
            bytes: components["schemas"]["Bytes"];
            /**
             * @description CRC-32 of the content; null for a submodule and a symlink.
             * @example 0d4a1185
             */
            crc32: string | null;
            /**
             * @description `file`: its content is here. `lfs_pointer`: only the pointer text was available. `submodule` and `symlink`: in
             *     the source's tree, not in the zip.
             * @example file
             * @enum {string}
             */
            kind: "file" | "lfs_pointer" | "submodule" | "symlink";
            /**
             * @description Full path, separated by `/`.
             * @example model.safetensors
             */
            path: string;
            /**
             * @description SHA-256 of the content; null for a submodule and a symlink.
             * @example 68d45e234eb4a928074dfd868cead0219ab85354cc53d20e772753c6bb9169d3
             */
            sha256: string | null;
        };
        MetricChange: {
            after: components["schemas"]["NullableScore"];
            before: components["schemas"]["NullableScore"];
            metric: components["schemas"]["MetricName"];
        };
        MetricDetails: {
            bounds: components["schemas"]["Bounds"];
            /**
             * @description Share of the metric's inputs that could be read.
             * @example 1
             */
            confidence: number;
            /**
             * @description Weight after that of metrics that are not applicable was redistributed.
             * @example 0.15
             */
            effective_weight: number;
            evidence: components["schemas"]["EvidenceList"];
            score: components["schemas"]["NullableScore"];
            /**
             * @description `absent`: the place was readable and the thing is not there. `unknown`: the place could not be read.
             *     `not_applicable`: the question does not arise.
             * @example scored
             * @enum {string}
             */
            status: "scored" | "absent" | "unknown" | "not_applicable";
            /**
             * @description Weight in the policy.
             * @example 0.15
             */
            weight: number;
        };
        /** @description Keyed by the name of the metric; empty for artifacts that are not rated. */
        MetricDetailsByName: {
            [key: string]: components["schemas"]["MetricDetails"];
        };
        /**
         * @description Name of a metric.
         * @example license
         * @enum {string}
         */
        MetricName: "ramp_up_time" | "bus_factor" | "performance_claims" | "license" | "dataset_and_code_score" | "dataset_quality" | "code_quality" | "reproducibility" | "reviewedness" | "tree_score" | "size_score";
        ModelRating: {
            bus_factor: components["schemas"]["WireScore"];
            bus_factor_latency: components["schemas"]["Latency"];
            /**
             * @description Always `MODEL`.
             * @example MODEL
             */
            category: string;
            code_quality: components["schemas"]["WireScore"];
            code_quality_latency: components["schemas"]["Latency"];
            dataset_and_code_score: components["schemas"]["WireScore"];
            dataset_and_code_score_latency: components["schemas"]["Latency"];
            dataset_quality: components["schemas"]["WireScore"];
            dataset_quality_latency: components["schemas"]["Latency"];
            license: components["schemas"]["WireScore"];
            license_latency: components["schemas"]["Latency"];
            /**
             * @description Name of the model.
             * @example bert-base-uncased
             */
            name: string;
            net_score: components["schemas"]["WireScore"];
            net_score_latency: components["schemas"]["Latency"];
            performance_claims: components["schemas"]["WireScore"];
            performance_claims_latency: components["schemas"]["Latency"];
            ramp_up_time: components["schemas"]["WireScore"];
            ramp_up_time_latency: components["schemas"]["Latency"];
            rating_details: components["schemas"]["RatingDetails"];
            reproducibility: components["schemas"]["WireScore"];
            reproducibility_latency: components["schemas"]["Latency"];
            /**
             * Format: double
             * @description A score; -1 when no code repository is linked.
             * @example 0.61
             */
            reviewedness: number;
            reviewedness_latency: components["schemas"]["Latency"];
            size_score: components["schemas"]["SizeScore"];
            size_score_latency: components["schemas"]["Latency"];
            tree_score: components["schemas"]["WireScore"];
            tree_score_latency: components["schemas"]["Latency"];
        };
        NewAccount: {
            name: components["schemas"]["AccountName"];
            password: components["schemas"]["NewPassword"];
            role: components["schemas"]["Role"];
        };
        /**
         * Format: password
         * @description Any characters. A password made from a common one or from the name of the account is refused.
         * @example correct horse battery staple
         */
        NewPassword: string;
        /**
         * @example {
         *       "name": "nightly build",
         *       "role": "reader",
         *       "expires_in_days": 30
         *     }
         */
        NewPersonalToken: {
            /**
             * @description Days until it expires.
             * @default 90
             * @example 30
             */
            expires_in_days?: number;
            /**
             * @description What the token is for; unique within the account.
             * @example nightly build
             */
            name: string;
            role?: components["schemas"]["Role"];
        };
        /**
         * @description A query with `rel="next"`, relative to the request.
         * @example <?limit=100&offset=YWZ0ZXI6MTIz>; rel="next"
         */
        NextLink: string;
        NotAdmitted: {
            artifact?: components["schemas"]["NotAdmittedArtifact"];
            detail: components["schemas"]["Detail"];
        };
        /** @description The artifact. Missing when it was deleted during its ingest. */
        NotAdmittedArtifact: components["schemas"]["RejectedArtifact"] | components["schemas"]["FailedArtifact"];
        /**
         * @example {
         *       "detail": "Not ready: the database does not answer",
         *       "reasons": [
         *         "the database does not answer"
         *       ]
         *     }
         */
        NotReady: {
            detail: components["schemas"]["Detail"];
            /** @description Why the server is not ready. */
            reasons: string[];
        };
        /**
         * @description A score; null when none could be computed.
         * @example 0.78
         */
        NullableScore: number | null;
        /**
         * @example {
         *       "current": "correct horse battery staple",
         *       "new": "nine lively otters swim upstream"
         *     }
         */
        PasswordChange: {
            /**
             * Format: password
             * @description The current password.
             * @example correct horse battery staple
             */
            current: string;
            new: components["schemas"]["NewPassword"];
        };
        PersonalToken: {
            /**
             * @description Its account.
             * @example ada
             */
            account: string;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-01-01T00:00:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it expires.
             * @example 2026-01-31T00:00:00Z
             */
            expires_at: string;
            id: components["schemas"]["TokenId"];
            /**
             * Format: date-time
             * @description To the minute; null when it was never used.
             * @example 2026-01-02T03:04:00Z
             */
            last_used_at: string | null;
            /**
             * @description What it is for.
             * @example nightly build
             */
            name: string;
            role: components["schemas"]["Role"];
        };
        PersonalTokens: {
            /** @description Oldest first. */
            tokens: components["schemas"]["PersonalToken"][];
        };
        /**
         * @description Version of the rating policy.
         * @example 3
         */
        PolicyVersion: string;
        /**
         * @description The account that posted the link. Shown to that account and to administrators.
         * @example ada
         */
        PostedBy: string;
        /**
         * @example {
         *       "detail": "No model has the id 123"
         *     }
         */
        Problem: {
            detail: components["schemas"]["Detail"];
        };
        /** @description Never goes backwards within an attempt. */
        Progress: {
            /**
             * @description 0 before the first attempt.
             * @example 1
             */
            attempt: number;
            bytes_done: components["schemas"]["Bytes"];
            /**
             * @description Over the last 10 seconds.
             * @example 62000000
             */
            bytes_per_second: number;
            /**
             * Format: int64
             * @description Bytes that were not fetched, because the registry already had them.
             * @example 0
             */
            bytes_saved: number;
            /**
             * Format: int64
             * @description Size of all files; null until the listing is complete.
             * @example 441310000
             */
            bytes_total: number | null;
            /**
             * @description How often this attempt continued in a new invocation.
             * @example 0
             */
            continuation: number;
            /**
             * @description What the stage works on or waits for.
             * @example waiting 12 s for the source's quota
             */
            detail: string | null;
            /**
             * @description Seconds left at this rate; null when unknown.
             * @example 6
             */
            eta_seconds: number | null;
            files_done: components["schemas"]["Count"];
            /**
             * @description Number of files; null until the listing is complete.
             * @example 16
             */
            files_total: number | null;
            /**
             * Format: date-time
             * @description When the worker last reported; null before its first report.
             * @example 2026-01-02T03:04:15Z
             */
            heartbeat_at: string | null;
            /**
             * @description What each of these invocations does, as it was at its last report, up to a third of a lease ago (10 seconds
             *     by default). Ordered by worker.
             */
            lanes?: components["schemas"]["Lane"][];
            /**
             * @description Share of the work that is done.
             * @example 100
             */
            percent: number;
            /**
             * @description The current stage.
             * @example done
             * @enum {string}
             */
            stage: "queued" | "resolve" | "evidence" | "rate" | "gate" | "transfer" | "scan" | "archive" | "settle" | "done";
            /**
             * @description The stages that were entered, in this order. A stage that an earlier attempt finished is not repeated and
             *     keeps its times.
             */
            stages?: components["schemas"]["StageTime"][];
            /**
             * @description Function invocations that move files now; only for a transfer that several of them share.
             * @example 8
             */
            workers?: number;
        };
        /** @description Ingests and updates that wait for a worker. */
        Queue: {
            /**
             * @description How many; null when they could not be counted.
             * @example 3
             */
            depth: number | null;
            /**
             * @description How long the oldest has waited; null when none waits.
             * @example 0.8
             */
            oldest_pending_seconds: number | null;
        };
        RatingDetails: {
            advice: components["schemas"]["AdviceList"];
            bounds: components["schemas"]["Bounds"];
            commit: components["schemas"]["Commit"];
            coverage: components["schemas"]["Coverage"];
            /** @description The decision of the gate. */
            decision: {
                /**
                 * @description `defer`: wait for facts that could not be read.
                 * @example accept
                 * @enum {string}
                 */
                decision: "accept" | "reject" | "defer";
                /**
                 * @description Whether no unread fact could change it.
                 * @example true
                 */
                firm: boolean;
                reasons: components["schemas"]["Reasons"];
            };
            evidence: components["schemas"]["EvidenceList"];
            firmness: components["schemas"]["Firmness"];
            /**
             * @description SHA-256 of the policy version and of every fact that can change a score.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            inputs_hash: string;
            metrics: components["schemas"]["MetricDetailsByName"];
            policy_version: components["schemas"]["PolicyVersion"];
            /**
             * @description The rated repository.
             * @example google-bert/bert-base-uncased
             */
            repository: string;
            /**
             * @description Whether every single metric has to reach the threshold.
             * @example false
             */
            strict: boolean;
            threshold: components["schemas"]["Score"];
            /**
             * @description `deferred`: too little could be read.
             * @example accept
             * @enum {string}
             */
            verdict: "accept" | "reject" | "deferred";
        };
        RatingSummary: {
            /**
             * @description Whether the verdict admits the model.
             * @example true
             */
            admitted: boolean;
            net_score: components["schemas"]["NullableScore"];
            policy_version: components["schemas"]["PolicyVersion"];
        };
        Ready: {
            /**
             * @description The server accepts requests.
             * @example ready
             * @enum {string}
             */
            status: "ready";
        };
        /**
         * @description What decided, most important first.
         * @example [
         *       "The net score 0.78 reaches the threshold 0.50."
         *     ]
         */
        Reasons: string[];
        RejectedArtifact: {
            created_at: components["schemas"]["CreatedAt"];
            data: components["schemas"]["ArtifactSource"];
            metadata: components["schemas"]["ArtifactMetadata"];
            posted_by?: components["schemas"]["PostedBy"];
            progress: components["schemas"]["Progress"];
            revision: components["schemas"]["Revision"];
            /**
             * @description Not admitted; no file is kept. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            status: "rejected";
            status_message: components["schemas"]["StatusMessage"];
            updated_at: components["schemas"]["UpdatedAt"];
            verdict: components["schemas"]["Verdict"];
        };
        /** @description A final artifact without its download link. */
        ReportedArtifact: components["schemas"]["CompletedArtifactReport"] | components["schemas"]["RejectedArtifact"] | components["schemas"]["FailedArtifact"];
        RerateEntry: {
            after: components["schemas"]["RatingSummary"];
            artifact_id: components["schemas"]["ArtifactId"];
            before: components["schemas"]["RatingSummary"];
            /**
             * @description Whether a score, the policy, the threshold or the verdict changes.
             * @example true
             */
            changed: boolean;
            /** @description The metrics whose score changes. */
            metrics: components["schemas"]["MetricChange"][];
            /**
             * @description Name in the registry.
             * @example bert-base-uncased
             */
            name: string;
            /**
             * @description One sentence.
             * @example The net score changes from 0.74 to 0.78.
             */
            note: string;
        };
        /**
         * @example {
         *       "dry_run": true,
         *       "policy_version": "3",
         *       "threshold": 0.5,
         *       "entries": [
         *         {
         *           "artifact_id": 123,
         *           "name": "bert-base-uncased",
         *           "before": {
         *             "policy_version": "2",
         *             "net_score": 0.74,
         *             "admitted": true
         *           },
         *           "after": {
         *             "policy_version": "3",
         *             "net_score": 0.78,
         *             "admitted": true
         *           },
         *           "metrics": [
         *             {
         *               "metric": "license",
         *               "before": 0.8,
         *               "after": 1
         *             }
         *           ],
         *           "changed": true,
         *           "note": "The net score changes from 0.74 to 0.78."
         *         }
         *       ],
         *       "changed": 1,
         *       "applied": 0,
         *       "next": null
         *     }
         */
        RerateReport: {
            applied: components["schemas"]["Count"];
            changed: components["schemas"]["Count"];
            /**
             * @description Whether nothing was written.
             * @example true
             */
            dry_run: boolean;
            /** @description Sorted by id. */
            entries: components["schemas"]["RerateEntry"][];
            /**
             * Format: int64
             * @description The `after` of the next page; null on the last page.
             * @example null
             */
            next: number | null;
            policy_version: components["schemas"]["PolicyVersion"];
            threshold: components["schemas"]["Score"];
        };
        /**
         * @example {
         *       "dry_run": true
         *     }
         */
        RerateRequest: {
            /**
             * Format: int64
             * @description The `next` of the page before.
             * @default 0
             * @example 0
             */
            after?: number;
            /**
             * @description Only these models; all by default.
             * @example [
             *       123
             *     ]
             */
            artifact_ids?: components["schemas"]["AnyArtifactId"][];
            /**
             * @description Whether to show changes without writing them.
             * @example true
             */
            dry_run: boolean;
            /**
             * @description Models per page.
             * @default 50
             * @example 50
             */
            limit?: number;
        };
        /**
         * @example {
         *       "message": "The registry is reset. The object store is empty."
         *     }
         */
        ResetDone: {
            /**
             * @description What was done.
             * @example The registry is reset.
             */
            message: string;
        };
        Revision: {
            /**
             * @description The commit that it was resolved to; null until then.
             * @example 86b5e0934494bd15c9632b12f734a8a67f723594
             */
            commit: string | null;
            /**
             * @description The requested branch, tag or commit.
             * @example main
             */
            requested: string;
        };
        /**
         * @description `reader` finds and downloads. `publisher` also posts artifacts, and updates and deletes its own. `admin` may do
         *     everything.
         * @example publisher
         * @enum {string}
         */
        Role: "reader" | "publisher" | "admin";
        ScanFinding: {
            /**
             * @description Kind of finding.
             * @example pickle_import
             */
            code: string;
            /**
             * @description The entry within the file.
             * @example archive/data.pkl
             */
            member?: string;
            /**
             * @description The file.
             * @example pytorch_model.bin
             */
            path: string;
            /**
             * @description `unsafe` rejects the artifact.
             * @example unsafe
             * @enum {string}
             */
            severity: "unsafe" | "suspicious" | "info";
            /**
             * @description One sentence.
             * @example It calls os.system when it is loaded.
             */
            text: string;
        };
        /**
         * @description From 0 (worst) to 1 (best).
         * @example 0.78
         */
        Score: number;
        /**
         * @description Set by the registry; ignored in a request.
         * @example completed
         */
        ServerOwned: unknown;
        /**
         * @description How well the weights fit each device.
         * @example {
         *       "raspberry_pi": 0.2,
         *       "jetson_nano": 0.4,
         *       "desktop_pc": 0.9,
         *       "aws_server": 1
         *     }
         */
        SizeScore: {
            aws_server: components["schemas"]["WireScore"];
            desktop_pc: components["schemas"]["WireScore"];
            jetson_nano: components["schemas"]["WireScore"];
            raspberry_pi: components["schemas"]["WireScore"];
        };
        StageTime: {
            /**
             * @description How long it took; null while it runs.
             * @example 6.2
             */
            seconds: number | null;
            /**
             * @description A stage, as in `Progress.stage`.
             * @example transfer
             */
            stage: string;
            /**
             * Format: date-time
             * @description When it began.
             * @example 2026-01-02T03:04:07Z
             */
            started_at: string;
        };
        /**
         * @description The status in one sentence.
         * @example Completed
         */
        StatusMessage: string;
        TimelineEntry: {
            /**
             * Format: date-time
             * @description Start of the minute.
             * @example 2026-01-02T03:04:00Z
             */
            bucket: string;
            /**
             * @description Failures in it.
             * @example 0
             */
            failures: number;
            /**
             * @description Unit of `value`.
             * @example seconds
             * @enum {string}
             */
            unit: "seconds";
            /**
             * @description The longest check in it.
             * @example 0.004
             */
            value: number;
        };
        /**
         * Format: int64
         * @description Number of a personal token.
         * @example 7
         */
        TokenId: number;
        /**
         * @description A track of the official document.
         * @example Performance track
         * @enum {string}
         */
        Track: "Performance track" | "Access control track" | "High assurance track" | "Other Security track";
        Tracks: {
            /**
             * @description Names as in the official document.
             * @example [
             *       "Performance track",
             *       "Access control track"
             *     ]
             */
            plannedTracks: components["schemas"]["Track"][];
        };
        /**
         * @example {
         *       "detail": "The registry failed; quote the reference when you report it",
         *       "reference": "8c6f0c46-2a4b-4d57-9f3e-0f5f6c2d7a11"
         *     }
         */
        UnexpectedProblem: {
            detail: components["schemas"]["Detail"];
            /**
             * @description Finds the cause in the log.
             * @example 8c6f0c46-2a4b-4d57-9f3e-0f5f6c2d7a11
             */
            reference: string;
        };
        /**
         * Format: date-time
         * @description When the artifact last changed.
         * @example 2026-01-02T03:04:15Z
         */
        UpdatedAt: string;
        ValueCount: {
            count: components["schemas"]["Count"];
            /**
             * @description The value.
             * @example model
             */
            value: string;
        };
        /** @description Why the artifact was admitted or rejected. */
        Verdict: {
            /**
             * @description Whether the artifact was admitted.
             * @example true
             */
            admitted: boolean;
            advice?: components["schemas"]["AdviceList"];
            bounds: components["schemas"]["Bounds"];
            coverage: components["schemas"]["Coverage"];
            /**
             * @description What the scan of the files found.
             * @example []
             */
            findings?: components["schemas"]["ScanFinding"][];
            firmness: components["schemas"]["Firmness"];
            /**
             * @description Identifier of the licence that counts for the weights. Missing when none is known.
             * @example apache-2.0
             */
            license?: string;
            metrics: components["schemas"]["MetricDetailsByName"];
            net_score: components["schemas"]["NullableScore"];
            policy_version: components["schemas"]["PolicyVersion"];
            reasons: components["schemas"]["Reasons"];
            threshold: components["schemas"]["Score"];
        };
        WebhookDeliveries: {
            /** @description Newest first. */
            deliveries: components["schemas"]["WebhookDelivery"][];
        };
        WebhookDelivery: {
            /**
             * @description Attempts so far.
             * @example 1
             */
            attempts: number;
            /**
             * Format: date-time
             * @description When the artifact became final.
             * @example 2026-01-02T03:04:15Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was delivered or abandoned.
             * @example null
             */
            ended_at: string | null;
            id: components["schemas"]["DeliveryId"];
            /**
             * @description Why the last attempt failed; null when it did not.
             * @example The receiver answered 503
             */
            last_error: string | null;
            /**
             * @description Status of the last answer; null without an answer.
             * @example 503
             */
            last_status: number | null;
            /**
             * Format: date-time
             * @description When the next attempt is due; null when there is none.
             * @example 2026-01-02T03:05:15Z
             */
            next_at: string | null;
            /**
             * @description `abandoned`: every attempt failed.
             * @example pending
             * @enum {string}
             */
            state: "pending" | "delivered" | "abandoned";
            /**
             * @description The receiver.
             * @example https://ci.example.com/hooks/gatehouse
             */
            url: string;
        };
        /**
         * @description What is posted to a `callback_url`. The artifact is as it was when it, or its update, became final, without its
         *     download link. `artifact.update` is there exactly when the report is about an update.
         */
        WebhookReport: {
            artifact: components["schemas"]["ReportedArtifact"];
            delivery_id: components["schemas"]["DeliveryId"];
        };
        /**
         * Format: double
         * @description A score; for an unknown metric the value that the mean used.
         * @example 0.78
         */
        WireScore: number;
    };
    responses: {
        /** @description The request does not match this document. `detail` and `errors` say what is wrong and where. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["BadRequest"];
            };
        };
        /** @description The token is missing, invalid or expired, or does not permit this. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Authentication failed: the token is missing, invalid or expired"
                 *     }
                 */
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description It does not exist, or not yet; `detail` says which. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description The current state does not allow this; `detail` says why. */
        NotNow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "ada is the last administrator and cannot be removed"
                 *     }
                 */
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description The request body is over the size limit. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The body is larger than 65536 bytes"
                 *     }
                 */
                "application/json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description A limit was reached: requests of this token or address, failed sign-ins, posts or event streams of the account,
         *     or waiting searches and password checks. `detail` says which. Nothing was done.
         */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "More than 600 requests in a minute from this token; try again in 12 s"
                 *     }
                 */
                "application/json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The database or the object store does not answer, or the server is busy; `detail` says which. Send the same
         *     request again.
         */
        Unavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The database does not answer; try again in a moment"
                 *     }
                 */
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description A bug of the registry. Quote `reference` when you report it; it finds the cause in the log. */
        Unexpected: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["UnexpectedProblem"];
            };
        };
        /** @description The request body is not JSON in UTF-8. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The body must be application/json, not text/plain"
                 *     }
                 */
                "application/json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description Name of the account.
         * @example ada
         */
        AccountName: components["schemas"]["AccountName"];
        /**
         * @description Id of the artifact.
         * @example 123
         */
        ArtifactId: components["schemas"]["AnyArtifactId"];
        /**
         * @description Type of the artifact.
         * @example model
         */
        ArtifactType: components["schemas"]["ArtifactType"];
        /** @description Which entries come first. Pages after the first keep the order when they send it again. */
        AuditOrder: "oldest" | "newest";
        /** @description Entries per page. */
        Limit: number;
        /**
         * @description The `offset` header of the page before, or the number of entries to skip. Missing, empty or `0` means the first
         *     page.
         */
        Offset: string;
    };
    requestBodies: never;
    headers: {
        /** @description Whether and how long the answer may be cached. */
        CacheControl: string;
        /** @description Where to go next. */
        Location: string;
        /** @description The `offset` of the next page. Opaque; also there on the last page. */
        NextOffset: string;
        /** @description Tells browsers to trust the media type. */
        NoSniff: "nosniff";
        /** @description Seconds after which to try again. */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    Root: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Links, relative to this server. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Links"];
                };
            };
            /** @description The documentation, for browsers. */
            302: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    AccountOwn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Caller"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    AccountPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The current and the new password. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description The password is changed and every token of the account has ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    AccountList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before. Leave it out for the first page. */
                after?: components["schemas"]["AccountName"];
                /** @description Accounts per page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of accounts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    AccountCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The account. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            /** @description The account. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    AccountUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name of the account.
                 * @example ada
                 */
                name: components["parameters"]["AccountName"];
            };
            cookie?: never;
        };
        /** @description A role, a password, or both. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            /** @description The changed account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    AccountDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name of the account.
                 * @example ada
                 */
                name: components["parameters"]["AccountName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The removed account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["NotNow"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ArtifactCreate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                artifact_type: components["parameters"]["ArtifactType"];
            };
            cookie?: never;
        };
        /** @description The link. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["IngestRequest"];
            };
        };
        responses: {
            /** @description The ingest ran within the request and the artifact is completed. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestResult"];
                };
            };
            /** @description Accepted. The ingest runs asynchronously. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description The link is already registered, or is being ingested. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conflict"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The ingest ran within the request and the artifact was not admitted; the body says why. */
            424: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotAdmitted"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ArtifactAudit: {
        parameters: {
            query?: {
                /** @description Entries per page. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `offset` header of the page before, or the number of entries to skip. Missing, empty or `0` means the first
                 *     page.
                 */
                offset?: components["parameters"]["Offset"];
                /** @description Which entries come first. Pages after the first keep the order when they send it again. */
                order?: components["parameters"]["AuditOrder"];
            };
            header?: never;
            path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    /** @description The next page (RFC 8288). Missing on the last page. */
                    Link?: components["schemas"]["NextLink"];
                    offset: components["headers"]["NextOffset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntries"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ArtifactCost: {
        parameters: {
            query?: {
                /** @description Whether dependencies are counted. */
                dependency?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sizes by artifact id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArtifactCosts"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ArtifactByName: {
        parameters: {
            query?: {
                /** @description Entries per page. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `offset` header of the page before, or the number of entries to skip. Missing, empty or `0` means the first
                 *     page.
                 */
                offset?: components["parameters"]["Offset"];
            };
            header?: never;
            path: {
                /**
                 * @description Name in the registry.
                 * @example bert-base-uncased
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of artifacts. */
            200: {
                headers: {
                    /** @description The next page (RFC 8288). Missing on the last page. */
                    Link?: components["schemas"]["NextLink"];
                    offset: components["headers"]["NextOffset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArtifactPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ArtifactByRegEx: {
        parameters: {
            query?: {
                /** @description Entries per page. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `offset` header of the page before, or the number of entries to skip. Missing, empty or `0` means the first
                 *     page.
                 */
                offset?: components["parameters"]["Offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The expression. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArtifactRegEx"];
            };
        };
        responses: {
            /** @description A page of artifacts. */
            200: {
                headers: {
                    /** @description The next page (RFC 8288). Missing on the last page. */
                    Link?: components["schemas"]["NextLink"];
                    offset: components["headers"]["NextOffset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArtifactPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    LicenseCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        /** @description The project. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["LicenseCheckRequest"];
            };
        };
        responses: {
            /** @description Whether the licences are compatible. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenseCheckResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description The model does not exist or has no rating yet, or GitHub has no such repository; `detail` says which. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /** @description GitHub did not answer with the licence of the project; `detail` says why. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Unavailable"];
        };
    };
    ModelLineage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The graph; it can have cycles. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LineageGraph"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ModelRate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rating. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelRating"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ArtifactsList: {
        parameters: {
            query?: {
                /** @description Artifacts per page. More than 1000 are refused with 413. */
                limit?: number;
                /**
                 * @description The `offset` header of the page before, or the number of entries to skip. Missing, empty or `0` means the first
                 *     page.
                 */
                offset?: components["parameters"]["Offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The queries. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArtifactQueries"];
            };
        };
        responses: {
            /** @description A page of artifacts. */
            200: {
                headers: {
                    /** @description The next page (RFC 8288). Missing on the last page. */
                    Link?: components["schemas"]["NextLink"];
                    offset: components["headers"]["NextOffset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArtifactPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description More than 1000 artifacts were requested, or the request body is over the size limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ArtifactRetrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The artifact. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Artifact"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ArtifactUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        /**
         * @description The link, or nothing: `{}`. An artifact as `GET` answers it is also accepted; fields that only the registry sets
         *     are ignored.
         */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArtifactUpdateRequest"];
            };
        };
        responses: {
            /** @description Accepted. The update runs asynchronously. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestAccepted"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description The first ingest or another update is running, there is no completed revision to update, or the revision
             *     belongs to another artifact. `existing_id` and `status` name that artifact.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conflict"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ArtifactDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArtifactDeleted"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ArtifactDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reports; none without a `callback_url`, and none before the artifact is final. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveries"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ArtifactDownload: {
        parameters: {
            query?: {
                /** @description The files to stream. */
                component?: components["schemas"]["Component"];
            };
            header?: never;
            path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A zip of the requested files. */
            200: {
                headers: {
                    /** @description Suggests a file name. */
                    "Content-Disposition": string;
                    /** @description Size of the zip in bytes, known before the first byte is sent. */
                    "Content-Length": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description Redirect to the archive. */
            302: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ArtifactEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `id` of the last received event. */
                "Last-Event-ID"?: string;
            };
            path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events. Each `data` is an `Artifact`. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    /** @description Tells proxies to pass events on at once. */
                    "X-Accel-Buffering": "no";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example retry: 2000
                     *
                     *     id: wGSdpPv4CrEplHP1Hc2QbA
                     *     data: {"metadata":{"id":123,"name":"bert-base-uncased","type":"model"},"status":"pending"}
                     */
                    "text/event-stream": string;
                };
            };
            /** @description The artifact is final and `Last-Event-ID` names its final state. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ArtifactManifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The manifest. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Manifest"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ArtifactCounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The filter. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArtifactFilter"];
            };
        };
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArtifactCounts"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ArtifactSearch: {
        parameters: {
            query?: {
                /** @description Entries per page. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `offset` header of the page before, or the number of entries to skip. Missing, empty or `0` means the first
                 *     page.
                 */
                offset?: components["parameters"]["Offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The filter and the order. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArtifactSearchRequest"];
            };
        };
        responses: {
            /** @description A page of artifacts. */
            200: {
                headers: {
                    /** @description The next page (RFC 8288). Missing on the last page. */
                    Link?: components["schemas"]["NextLink"];
                    offset: components["headers"]["NextOffset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArtifactSummaries"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    AuditList: {
        parameters: {
            query?: {
                /** @description Only entries by or about this account. */
                account?: components["schemas"]["AccountName"];
                /** @description Only entries with this action. */
                action?: components["schemas"]["AuditAction"];
                /** @description Only entries about this artifact, which may be deleted. */
                artifact_id?: components["schemas"]["AnyArtifactId"];
                /** @description Entries per page. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `offset` header of the page before, or the number of entries to skip. Missing, empty or `0` means the first
                 *     page.
                 */
                offset?: components["parameters"]["Offset"];
                /** @description Which entries come first. Pages after the first keep the order when they send it again. */
                order?: components["parameters"]["AuditOrder"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    /** @description The next page (RFC 8288). Missing on the last page. */
                    Link?: components["schemas"]["NextLink"];
                    offset: components["headers"]["NextOffset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditRecords"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    Authenticate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Name and password. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthenticationRequest"];
            };
        };
        responses: {
            /** @description The token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthenticationToken"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The name or the password is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    SignOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token has ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    Documentation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    /** @description Allows the page to load only files of this registry. */
                    "Content-Security-Policy": string;
                    "X-Content-Type-Options": components["headers"]["NoSniff"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example <!doctype html><title>Gatehouse</title> */
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    DocumentationFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the file. */
                file: "setup.js" | "swagger-ui-bundle.js" | "swagger-ui.css";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Content-Type-Options": components["headers"]["NoSniff"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example .swagger-ui { margin: 0 } */
                    "text/css": string;
                    /** @example SwaggerUIBundle({}); */
                    "text/javascript": string;
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    GarbageList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What would be deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GarbageReport"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    Health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process answers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["BadRequest"];
        };
    };
    HealthComponents: {
        parameters: {
            query?: {
                /** @description Whether every component comes with its timeline. */
                includeTimeline?: boolean;
                /** @description Length of the window for `failures` and `timeline`, in minutes. */
                windowMinutes?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The health of every component. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComponentsHealth"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    Readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The server accepts requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["Unexpected"];
            /** @description The server is not ready; `reasons` says why. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotReady"];
                };
            };
        };
    };
    IngestStatistics: {
        parameters: {
            query?: {
                /** @description How many hours to count, the present one included. */
                hours?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestStatistics"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    Metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The Prometheus text format. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # HELP http_requests_in_flight Requests without a complete answer.
                     *     # TYPE http_requests_in_flight gauge
                     *     http_requests_in_flight 1
                     */
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description This registry shows its metrics only on its own machine. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    Contract: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The OpenAPI document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example openapi: 3.0.3 */
                    "application/yaml": string;
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    RatingsRerate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Which models, and whether to write. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RerateRequest"];
            };
        };
        responses: {
            /** @description The changes, model by model. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RerateReport"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    RegistryReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The registry is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResetDone"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The caller is not an administrator. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    TokenList: {
        parameters: {
            query?: {
                /** @description Name of the account; your own by default. Another account needs the role admin. */
                account?: components["schemas"]["AccountName"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonalTokens"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    TokenCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Name, role and lifetime of the token. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPersonalToken"];
            };
        };
        responses: {
            /** @description The token with its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedPersonalToken"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    TokenDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the token.
                 * @example 7
                 */
                id: components["schemas"]["TokenId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token has ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    Tracks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tracks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tracks"];
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
}
