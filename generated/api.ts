// Written by "npm run generate" from openapi.yaml and internal.yaml. Do not edit.
export interface paths {
    readonly "/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Links into the API
         * @description Browsers, which ask for HTML, get the web page, or the documentation where no page is built. Programs get links.
         */
        readonly get: operations["Root"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/account": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Your own account
         * @description Who is calling, with which role, and until when.
         */
        readonly get: operations["AccountOwn"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/account/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Change your own password
         * @description Needs a sign-in token and the current password. A password that is easy to guess is refused. Every token of the
         *     account ends, the one of this request included, within two seconds on every server: sign in again.
         */
        readonly put: operations["AccountPassword"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/accounts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List accounts
         * @description Sorted by name, one page at a time.
         */
        readonly get: operations["AccountList"];
        readonly put?: never;
        /**
         * Create an account
         * @description Needs a sign-in token. A password that is easy to guess is refused.
         */
        readonly post: operations["AccountCreate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/accounts/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Change the role or the password of an account
         * @description Setting a password, and making an administrator, needs a sign-in token. Change your own password by
         *     `PUT /account/password`. A new role counts, and a new password ends every token of the account, at once on the
         *     answering server and within two seconds on every other. The last administrator keeps the role.
         */
        readonly put: operations["AccountUpdate"];
        readonly post?: never;
        /**
         * Remove an account
         * @description Its tokens end. The artifacts that it posted stay. The last administrator cannot be removed.
         */
        readonly delete: operations["AccountDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifact/{artifact_type}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ingest the repository at a link
         * @description Stores the artifact as `pending` and answers 202 at once; poll `GET /artifacts/{artifact_type}/{id}`. A registry
         *     without asynchronous ingest answers when the ingest has ended: 201, or 424 when the artifact was rejected or the
         *     ingest failed.
         */
        readonly post: operations["ArtifactCreate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifact/{artifact_type}/{id}/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Audit entries of an artifact
         * @description Oldest first, unless `order` asks otherwise. The account that posted the artifact and administrators see every name; others see their own and
         *     `(hidden)`. Reading the first page is itself recorded, before the answer. Pages as in `POST /artifacts`.
         */
        readonly get: operations["ArtifactAudit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifact/{artifact_type}/{id}/cost": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Size of the download in megabytes
         * @description In megabytes of 1,000,000 bytes. With `dependency=true` the answer also has every artifact that this one was made
         *     from (parents, datasets and code of all generations), each counted once. Dependencies that the registry does not
         *     hold count nothing. 404 until the artifact is completed.
         */
        readonly get: operations["ArtifactCost"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifact/byName/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Find artifacts by exact name
         * @description All artifacts of any type that can be downloaded and have this name, sorted by id. Case matters. Pages as in
         *     `POST /artifacts`.
         */
        readonly get: operations["ArtifactByName"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifact/byRegEx": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
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
        readonly post: operations["ArtifactByRegEx"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifact/model/{id}/license-check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Check whether a GitHub project may fine-tune a model
         * @description Compares the licence that GitHub states for the project with those of the model and its declared parents; the
         *     strictest decides. True when fine-tuning the model and using the result for inference is allowed, with or without
         *     obligations. Without a readable licence of the project or the model the answer is false. This is an engineering
         *     judgement, not legal advice.
         */
        readonly post: operations["LicenseCheck"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifact/model/{id}/lineage": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Lineage of a model
         * @description What the model was made from, over all generations that the registry holds (parents, datasets and code that its
         *     metadata declare), and the models in the registry that declare it as their parent. What the registry does not
         *     hold is an external node. 404 until the model is completed.
         */
        readonly get: operations["ModelLineage"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifact/model/{id}/rate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Rating of a model
         * @description 404 until there is a rating. A score that could not be computed has the value that the mean used;
         *     `rating_details` says which these are.
         */
        readonly get: operations["ModelRate"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifacts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * List artifacts by name and type
         * @description Every artifact that matches any of the queries, once, sorted by id. Only admitted artifacts that are not deleted
         *     are listed: those that can be downloaded.
         *
         *     A page has at most `limit` artifacts. Send its header `offset` as the query parameter `offset`, with the same
         *     queries, to get the next page. The header `Link` is there only while more artifacts follow. No artifact appears
         *     on two pages, whatever is added meanwhile. A number as `offset` skips that many artifacts instead.
         */
        readonly post: operations["ArtifactsList"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifacts/{artifact_type}/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read an artifact
         * @description `status` tells which fields the artifact has: a completed one has its download link and, if it is a model, its
         *     verdict; a rejected one its verdict; a failed one its failure.
         */
        readonly get: operations["ArtifactRetrieve"];
        /**
         * Ingest a newer revision under the same id
         * @description For the account that posted the artifact, and administrators. The current revision is served unchanged until the
         *     newer one has passed its ingest. Then manifest, download and rating switch to it at once. If the newer one does
         *     not pass, nothing changes. `update` of the artifact shows the progress and the result, also that there was
         *     nothing newer; the result is also reported to the `callback_url` of the artifact. Without a link the requested
         *     revision is resolved again. A link may name another revision of the same repository.
         */
        readonly put: operations["ArtifactUpdate"];
        readonly post?: never;
        /**
         * Delete an artifact
         * @description For the account that posted the artifact, and administrators. A running ingest or update ends. From then on
         *     every operation on the artifact answers 404, and its link may be posted again. Its archive, and files that no
         *     other artifact uses, are removed within a minute, or once a worker that lost its connection has lost its claim.
         */
        readonly delete: operations["ArtifactDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifacts/{artifact_type}/{id}/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
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
        readonly get: operations["ArtifactDeliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifacts/{artifact_type}/{id}/download": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Download an artifact, or a part of it
         * @description Without `component`, redirects to a signed address of the whole zip, which is valid for a short time. With
         *     `component`, streams a zip of only these files. 404 until the artifact is completed.
         */
        readonly get: operations["ArtifactDownload"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifacts/{artifact_type}/{id}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
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
        readonly get: operations["ArtifactEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifacts/{artifact_type}/{id}/manifest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the files of an artifact
         * @description Every file with its size and digests. The manifest equals the central directory of the zip and, for files with
         *     content, the tree of the source at the pinned commit. 404 until the artifact is completed.
         */
        readonly get: operations["ArtifactManifest"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifacts/counts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Count what a search finds
         * @description Counts by type, status, licence and owner. The counts of a field ignore the filter on that field: they say how
         *     many artifacts each other choice would find.
         */
        readonly post: operations["ArtifactCounts"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifacts/search": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Search artifacts of every status
         * @description Unlike `POST /artifacts`, also finds artifacts that are being ingested, were rejected or failed. An artifact is
         *     found when it meets every field of the filter; without a filter all artifacts are found. A page has 100 artifacts,
         *     or `limit`. Pages as in `POST /artifacts`, with the same body.
         */
        readonly post: operations["ArtifactSearch"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Audit log of the registry
         * @description Oldest first, unless `order` asks otherwise: sign-ins, accounts, tokens, policy, artifacts, downloads and resets. Entries are never changed or
         *     removed, and outlive what they describe. Each has the hash of the entry before it: compare a copy of `hash` that
         *     you keep elsewhere to see whether the log up to that entry is unchanged. Reading the first page is itself
         *     recorded. Pages as in `POST /artifacts`.
         */
        readonly get: operations["AuditList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/authenticate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Sign in
         * @description Answers with a token, scheme included. Send it with every other request as `X-Authorization: bearer <token>` or
         *     `Authorization: Bearer <token>`.
         */
        readonly put: operations["Authenticate"];
        readonly post?: never;
        /**
         * Sign out
         * @description Ends the sign-in token of this request: at once on the answering server, within two seconds on every other.
         *     Refuses a personal token, which `DELETE /tokens/{id}` ends.
         */
        readonly delete: operations["SignOut"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/docs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * This document as a web page
         * @description The page loads only files of this registry.
         */
        readonly get: operations["Documentation"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/docs/{file}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * A file of the documentation page
         * @description The scripts and the style sheet that the page loads.
         */
        readonly get: operations["DocumentationFile"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/garbage": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What the next garbage collection would delete
         * @description A dry run; nothing is deleted. The registry deletes from time to time what nothing refers to: blobs without a
         *     reference, partial transfers and open uploads that no ingest continues, archives of artifacts that are not
         *     completed, and checkpoints of final artifacts. Nothing that is younger than `older_than` counts. The operation
         *     reads the listing of the object store for at most 20 seconds. When that is too short it answers 503, and
         *     `npm run gc -- --dry-run` lists everything without a time limit.
         */
        readonly get: operations["GarbageList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Liveness
         * @description Answers without using the database or the object store.
         */
        readonly get: operations["Health"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/components": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Health of every component
         * @description Always 200. The overall `status` is `critical` when the database or the object store does not answer, and
         *     `degraded` when a component is slow or another component does not answer. Components are checked in parallel, in
         *     at most three seconds; a result is reused for five seconds. Figures and timeline are those of the answering
         *     server since its start.
         */
        readonly get: operations["HealthComponents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Readiness
         * @description Ready means that the database and the object store answer, the database is prepared and the server is not
         *     stopping. A server that is not ready is still alive, and becomes ready by itself. Checks take at most two
         *     seconds and run at most once per second.
         */
        readonly get: operations["Readiness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ingests/statistics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * How ingests ended lately, hour by hour
         * @description Counts ingests of new artifacts and updates by the hour in which they ended, deleted ones included.
         */
        readonly get: operations["IngestStatistics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/ledger": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * One report of the ingest function
         * @description What the ingest function reads and writes of the artifact that it claimed, for functions that cannot reach the
         *     database. `call` says which of the calls it is. Every call but `LedgerClaim`, `LedgerParentScore` and
         *     `LedgerDatasetOffer` is fenced by a token, that of the claim or that of a shared transfer: 409 when it is not
         *     valid any more. Every call may be
         *     repeated with a new nonce when its answer was lost. The body may be sent with `Content-Encoding: gzip`; neither it nor its content may be larger
         *     than 16 MiB, so larger documents are sent in pieces. 404 unless the server has `REGISTRY_CALLBACK_SECRET`.
         */
        readonly post: operations["LedgerCall"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Metrics for Prometheus
         * @description Needs no token, so that a collector gets an answer while the database does not answer. Metrics name operations
         *     and counts, never an artifact or an account. By default only callers on the registry's own machine are answered,
         *     and no request that came through a proxy. The operator can open the metrics to everyone, or switch them off.
         */
        readonly get: operations["Metrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.yaml": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * This document
         * @description The document that the server was built from. Generate clients from it.
         */
        readonly get: operations["Contract"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ratings/rerate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Rate stored models again
         * @description Uses the facts that were stored with the ratings, under the current policy and threshold; nothing is fetched. A
         *     dry run only shows what would change. Otherwise changed ratings and verdicts count from then on, and older ratings
         *     are kept. A model that would not be admitted any more can still be downloaded, with that verdict: this operation
         *     deletes nothing. Models are rated in the order of their ids, one page at a time.
         */
        readonly post: operations["RatingsRerate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/reset": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Empty the registry
         * @description Removes every artifact, rating and personal token, everything in the object store, and every account but the
         *     configured administrator, or the caller when that account is no administrator. Running ingests end. The audit
         *     log stays and records the reset. This cannot be undone, and there is no confirmation.
         */
        readonly delete: operations["RegistryReset"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/tokens": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List personal tokens
         * @description The tokens of an account, oldest first, without their secrets.
         */
        readonly get: operations["TokenList"];
        readonly put?: never;
        /**
         * Create a personal token for a program
         * @description Needs a sign-in token. The answer shows the token only this once; the registry keeps its hash. Requests carry it
         *     like a sign-in token. Its role is at most that of its account, and is lowered with it. The token ends when it
         *     expires, by `DELETE /tokens/{id}`, when the password of the account changes, and with the account.
         */
        readonly post: operations["TokenCreate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/tokens/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * End a personal token
         * @description Your own; with the role admin, anybody's. Takes effect within two seconds on every server.
         */
        readonly delete: operations["TokenDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/tracks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Implemented tracks
         * @description The tracks of the official API document that this registry implements.
         */
        readonly get: operations["Tracks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly Account: {
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-01-01T00:00:00Z
             */
            readonly created_at: string;
            /**
             * @description Name to sign in with.
             * @example ada
             */
            readonly name: string;
            /**
             * Format: date-time
             * @description Tokens from before have ended.
             * @example 2026-01-01T00:00:00Z
             */
            readonly password_changed_at: string;
            readonly role: components["schemas"]["Role"];
        };
        /**
         * @example {
         *       "role": "publisher"
         *     }
         */
        readonly AccountChange: {
            readonly password?: components["schemas"]["NewPassword"];
            readonly role?: components["schemas"]["Role"];
        };
        /**
         * @description Name of an account.
         * @example ada
         */
        readonly AccountName: string;
        readonly AccountPage: {
            /** @description Sorted by name. */
            readonly accounts: readonly components["schemas"]["Account"][];
            /**
             * @description The `after` of the next page; null on the last page.
             * @example ada
             */
            readonly next: string | null;
        };
        readonly Advice: {
            /**
             * @description The most that it could add to the net score.
             * @example 0.15
             */
            readonly gain: number;
            readonly metric: components["schemas"]["MetricName"];
            /**
             * @description One sentence.
             * @example Adding a licence would add up to 0.15 to the net score.
             */
            readonly text: string;
        };
        /** @description What would raise the score, most effective first. */
        readonly AdviceList: readonly components["schemas"]["Advice"][];
        /**
         * @description Id of an artifact, as a number or as text. A well-formed id that is not in this registry answers 404.
         * @example 123
         */
        readonly AnyArtifactId: string | number;
        /** @description The whole zip, or what it would be where `missing` says that there is none. */
        readonly Archive: {
            readonly bytes: components["schemas"]["Bytes"];
            readonly crc32: components["schemas"]["Crc32"];
            /**
             * @description Why there is no zip: it would be too large for the object store. Files can be downloaded by `component`, and
             *     one by one below `/hub`.
             * @example A zip of all files would have 6597069766656 bytes, and one may have 5497558138880
             */
            readonly missing?: string;
            /**
             * @description SHA-256 of the zip. Null when it would take reading gigabytes back; the CRC and the digests of the manifest
             *     are the record then.
             * @example null
             */
            readonly sha256: string | null;
        };
        /** @description An artifact; `status` tells which fields it has. */
        readonly Artifact: components["schemas"]["ArtifactInProgress"] | components["schemas"]["CompletedArtifact"] | components["schemas"]["RejectedArtifact"] | components["schemas"]["FailedArtifact"];
        readonly ArtifactCost: {
            /**
             * @description Megabytes of the artifact alone; only with `dependency=true`.
             * @example 441.3
             */
            readonly standalone_cost?: number;
            /**
             * @description Megabytes of the artifact and, with `dependency=true`, of everything that it was made from.
             * @example 4666.5
             */
            readonly total_cost: number;
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
        readonly ArtifactCosts: {
            readonly [key: string]: components["schemas"]["ArtifactCost"];
        };
        readonly ArtifactCounts: {
            readonly licenses: components["schemas"]["CountsByValue"];
            readonly owners: components["schemas"]["CountsByValue"];
            readonly statuses: components["schemas"]["CountsByValue"];
            readonly total: components["schemas"]["Count"];
            readonly types: components["schemas"]["CountsByValue"];
            /**
             * @description How many of them are being ingested, or wait.
             * @example 2
             */
            readonly unfinished: number;
        };
        readonly ArtifactData: {
            readonly archive: components["schemas"]["Archive"];
            /**
             * Format: uri
             * @description Signed address of the zip, valid for a short time; signed again at every read. Absent when there is no zip:
             *     `archive.missing` says why.
             * @example https://registry-blobs.s3.amazonaws.com/archives/123/bert-base-uncased.zip?X-Amz-Signature=0a1b
             */
            readonly download_url?: string;
            readonly url: components["schemas"]["CanonicalLink"];
        };
        /**
         * @example {
         *       "artifact_id": 123,
         *       "message": "Deleted. Files that no other artifact needs are being removed."
         *     }
         */
        readonly ArtifactDeleted: {
            readonly artifact_id: components["schemas"]["ArtifactId"];
            /**
             * @description What happens next.
             * @example Deleted.
             */
            readonly message: string;
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
        readonly ArtifactFilter: {
            /**
             * @description Only these artifacts.
             * @example [
             *       123
             *     ]
             */
            readonly ids?: readonly components["schemas"]["AnyArtifactId"][];
            /**
             * @description Any of these licences, as in `ArtifactSummary.license`.
             * @example [
             *       "apache-2.0"
             *     ]
             */
            readonly licenses?: readonly string[];
            /**
             * @description Highest net score. Leaves out artifacts without a score.
             * @example 1
             */
            readonly max_score?: number;
            /**
             * @description Lowest net score. Leaves out artifacts without a score.
             * @example 0.7
             */
            readonly min_score?: number;
            /**
             * @description Whether only your own posts are wanted.
             * @example false
             */
            readonly mine?: boolean;
            /**
             * @description Any of these owners, as in `ArtifactSummary.owner`.
             * @example [
             *       "google-bert"
             *     ]
             */
            readonly owners?: readonly string[];
            /**
             * @description Any of these statuses.
             * @example [
             *       "completed"
             *     ]
             */
            readonly statuses?: readonly components["schemas"]["ArtifactStatus"][];
            /**
             * @description Words, separated by spaces. Each has to occur in the name or the repository, or to begin a word of the README
             *     of an admitted artifact. Case does not matter.
             * @example bert
             */
            readonly text?: string;
            /**
             * @description Any of these types.
             * @example [
             *       "model"
             *     ]
             */
            readonly types?: readonly components["schemas"]["ArtifactType"][];
            /**
             * @description Artifacts of the repository at this link, of any revision.
             * @example https://huggingface.co/google-bert/bert-base-uncased
             */
            readonly url?: string;
        };
        /**
         * Format: int64
         * @description Number of an artifact in this registry.
         * @example 123
         */
        readonly ArtifactId: number;
        readonly ArtifactInProgress: {
            readonly created_at: components["schemas"]["CreatedAt"];
            readonly data: components["schemas"]["ArtifactSource"];
            readonly metadata: components["schemas"]["ArtifactMetadata"];
            readonly posted_by?: components["schemas"]["PostedBy"];
            readonly progress: components["schemas"]["Progress"];
            readonly revision: components["schemas"]["Revision"];
            /**
             * @description See ArtifactStatus. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly status: "pending" | "downloading" | "rating";
            readonly status_message: components["schemas"]["StatusMessage"];
            readonly updated_at: components["schemas"]["UpdatedAt"];
        };
        readonly ArtifactMetadata: {
            readonly id: components["schemas"]["ArtifactId"];
            /**
             * @description Name in the registry.
             * @example bert-base-uncased
             */
            readonly name: string;
            readonly type: components["schemas"]["ArtifactType"];
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
        readonly ArtifactPage: readonly components["schemas"]["ArtifactMetadata"][];
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
        readonly ArtifactQueries: readonly components["schemas"]["ArtifactQuery"][];
        readonly ArtifactQuery: {
            /**
             * @description An exact name, or `*` for every name.
             * @example *
             */
            readonly name: string;
            /**
             * @description The wanted types; all when missing or empty.
             * @example [
             *       "model"
             *     ]
             */
            readonly types?: readonly components["schemas"]["ArtifactType"][];
        };
        readonly ArtifactRegEx: {
            /**
             * @description What a name or a README has to match.
             * @example (?i)bert.*uncased
             */
            readonly regex: string;
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
        readonly ArtifactSearchRequest: {
            readonly filter?: components["schemas"]["ArtifactFilter"];
            /**
             * @description `newest` and `oldest` by the time of the post, `best` and `worst` by net score, `largest` and `smallest` by
             *     the size of all files. An artifact without a score or size counts as the smallest.
             * @default newest
             * @example best
             * @enum {string}
             */
            readonly sort: "newest" | "oldest" | "name" | "best" | "worst" | "largest" | "smallest";
        };
        readonly ArtifactSource: {
            readonly url: components["schemas"]["CanonicalLink"];
        };
        /**
         * @description `pending`: accepted, waits for the ingest function. `downloading`: files are copied, verified, scanned and
         *     archived. `rating`: the final verdict is being made. `completed`: can be downloaded. `rejected`: the rating or the
         *     scan did not pass; no file is kept. `failed`: see `failure`.
         * @example completed
         * @enum {string}
         */
        readonly ArtifactStatus: "pending" | "downloading" | "rating" | "completed" | "rejected" | "failed";
        /** @description In the requested order. */
        readonly ArtifactSummaries: readonly components["schemas"]["ArtifactSummary"][];
        readonly ArtifactSummary: {
            /**
             * Format: int64
             * @description Size of all files; null until the listing is complete.
             * @example 441310000
             */
            readonly bytes_total: number | null;
            readonly created_at: components["schemas"]["CreatedAt"];
            /**
             * @description Identifier of the licence that counts; null when none is known. Only models have one.
             * @example apache-2.0
             */
            readonly license: string | null;
            readonly metadata: components["schemas"]["ArtifactMetadata"];
            readonly net_score: components["schemas"]["NullableScore"];
            /**
             * @description Owner of the repository at its source; null for a repository without one.
             * @example google-bert
             */
            readonly owner: string | null;
            readonly progress: components["schemas"]["Progress"];
            readonly status: components["schemas"]["ArtifactStatus"];
            readonly status_message: components["schemas"]["StatusMessage"];
            /**
             * @description The threshold that the net score was compared with.
             * @example 0.5
             */
            readonly threshold: number | null;
            readonly updated_at: components["schemas"]["UpdatedAt"];
            /**
             * @description Whether an update of the artifact is running.
             * @example false
             */
            readonly updating: boolean;
            readonly url: components["schemas"]["CanonicalLink"];
        };
        /**
         * @description Type of an artifact.
         * @example model
         * @enum {string}
         */
        readonly ArtifactType: "model" | "dataset" | "code";
        /**
         * @description A link in `url` or `data.url`, or nothing.
         * @example {
         *       "url": "https://huggingface.co/google-bert/bert-base-uncased/tree/v2"
         *     }
         */
        readonly ArtifactUpdateRequest: {
            readonly created_at?: components["schemas"]["ServerOwned"];
            /** @description The link, where a client keeps it. */
            readonly data?: {
                readonly archive?: components["schemas"]["ServerOwned"];
                readonly download_url?: components["schemas"]["ServerOwned"];
                readonly name?: components["schemas"]["ServerOwned"];
                /**
                 * @description As `url`.
                 * @example https://huggingface.co/google-bert/bert-base-uncased
                 */
                readonly url: string;
            };
            readonly download_url?: components["schemas"]["ServerOwned"];
            readonly failure?: components["schemas"]["ServerOwned"];
            readonly id?: components["schemas"]["ServerOwned"];
            /** @description Must match the artifact. */
            readonly metadata?: {
                readonly id: components["schemas"]["AnyArtifactId"];
                /**
                 * @description Name in the registry.
                 * @example bert-base-uncased
                 */
                readonly name: string;
                readonly type: components["schemas"]["ArtifactType"];
            };
            readonly posted_by?: components["schemas"]["ServerOwned"];
            readonly progress?: components["schemas"]["ServerOwned"];
            readonly revision?: components["schemas"]["ServerOwned"];
            readonly status?: components["schemas"]["ServerOwned"];
            readonly status_message?: components["schemas"]["ServerOwned"];
            readonly update?: components["schemas"]["ServerOwned"];
            readonly updated_at?: components["schemas"]["ServerOwned"];
            /**
             * @description A link to the same repository; it may name another revision.
             * @example https://huggingface.co/google-bert/bert-base-uncased/tree/v2
             */
            readonly url?: string;
            readonly verdict?: components["schemas"]["ServerOwned"];
        };
        /** @description The last update, running or ended. Missing when there was none. */
        readonly ArtifactUpdateState: {
            readonly failure?: components["schemas"]["Failure"];
            /**
             * @description The state in one sentence.
             * @example The source has nothing newer.
             */
            readonly message: string;
            readonly progress?: components["schemas"]["Progress"];
            /**
             * @description The account that asked for it.
             * @example ada
             */
            readonly requested_by: string;
            readonly revision: components["schemas"]["Revision"];
            /**
             * Format: date-time
             * @description When it was accepted.
             * @example 2026-01-03T03:04:05Z
             */
            readonly started_at: string;
            /**
             * @description As for an ingest. `up_to_date`: the source had nothing newer. The artifact has the new revision only with
             *     `completed`.
             * @example up_to_date
             * @enum {string}
             */
            readonly status: "pending" | "downloading" | "rating" | "completed" | "up_to_date" | "rejected" | "failed";
            /**
             * Format: date-time
             * @description When it last changed.
             * @example 2026-01-03T03:04:07Z
             */
            readonly updated_at: string;
            readonly verdict?: components["schemas"]["Verdict"];
        };
        /**
         * @description `POLICY`: the rating policy, the threshold or `AUTH_MODE` changed. `DOWNLOAD`: a link to an archive was issued, or
         *     files were streamed. `AUDIT`: this log was read.
         * @example ACCOUNT_ROLE
         * @enum {string}
         */
        readonly AuditAction: "SIGN_IN" | "SIGN_IN_REFUSED" | "SIGN_OUT" | "ACCOUNT_CREATE" | "ACCOUNT_ROLE" | "ACCOUNT_PASSWORD" | "ACCOUNT_DELETE" | "TOKEN_CREATE" | "TOKEN_DELETE" | "POLICY" | "CREATE" | "UPDATE" | "DELETE" | "DOWNLOAD" | "RATE" | "AUDIT" | "RESET";
        /** @description Oldest first. */
        readonly AuditEntries: readonly components["schemas"]["AuditEntry"][];
        readonly AuditEntry: {
            /**
             * @description What was done.
             * @example CREATE
             * @enum {string}
             */
            readonly action: "CREATE" | "UPDATE" | "DOWNLOAD" | "RATE" | "AUDIT";
            readonly artifact: components["schemas"]["ArtifactMetadata"];
            /**
             * Format: date-time
             * @description When.
             * @example 2026-01-02T03:04:05Z
             */
            readonly date: string;
            /** @description Who did it. */
            readonly user: {
                /**
                 * @description Whether the account is an administrator now; false when hidden.
                 * @example false
                 */
                readonly is_admin: boolean;
                /**
                 * @description Name of the account. `(hidden)` when you may not see it, `(registry)` for the registry itself.
                 * @example ada
                 */
                readonly name: string;
            };
        };
        /**
         * @description SHA-256 of the entry and the hash of the entry before it, lower-case hex.
         * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
         */
        readonly AuditHash: string;
        readonly AuditRecord: {
            /**
             * @description Who did it; null for the registry itself and for a caller who was not signed in.
             * @example admin
             */
            readonly account: string | null;
            readonly action: components["schemas"]["AuditAction"];
            /**
             * @description Network address of the caller; null when it was not done over HTTP.
             * @example 192.0.2.7
             */
            readonly address: string | null;
            /**
             * @description The artifact, as it was then.
             * @example null
             */
            readonly artifact: {
                readonly id: components["schemas"]["ArtifactId"];
                /**
                 * @description Its name.
                 * @example bert-base-uncased
                 */
                readonly name: string;
                readonly type: components["schemas"]["ArtifactType"];
            } | null;
            /**
             * Format: date-time
             * @description When.
             * @example 2026-01-02T03:04:05Z
             */
            readonly date: string;
            /**
             * @description Details.
             * @example from reader to publisher
             */
            readonly detail: string | null;
            readonly hash: components["schemas"]["AuditHash"];
            /**
             * Format: int64
             * @description Position in the log, from 1 without gaps.
             * @example 42
             */
            readonly id: number;
            /**
             * @description Whether that account is an administrator now.
             * @example true
             */
            readonly is_admin: boolean;
            readonly previous_hash: components["schemas"]["AuditHash"];
            /**
             * @description The account that it was done to.
             * @example ada
             */
            readonly subject: string | null;
        };
        /** @description Oldest first. */
        readonly AuditRecords: readonly components["schemas"]["AuditRecord"][];
        readonly AuthenticationRequest: {
            /** @description The proof. */
            readonly secret: {
                /**
                 * Format: password
                 * @description Password of the account.
                 * @example correct horse battery staple
                 */
                readonly password: string;
            };
            /** @description The account. */
            readonly user: {
                /**
                 * @description Ignored; the account decides.
                 * @example true
                 */
                readonly is_admin?: boolean;
                /**
                 * @description Name of the account.
                 * @example admin
                 */
                readonly name: string;
            };
        };
        /**
         * @description Value of the header, scheme included.
         * @example bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJl
         */
        readonly AuthenticationToken: string;
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
        readonly BadRequest: {
            readonly detail: components["schemas"]["Detail"];
            /** @description Every fault with its place. */
            readonly errors?: readonly {
                /**
                 * @description What is wrong there.
                 * @example is missing
                 */
                readonly message: string;
                /**
                 * @description The place: `body/url`, `path/id`, `query/component`.
                 * @example body/url
                 */
                readonly path: string;
            }[];
        };
        /**
         * @description The score if everything that could not be read were worst, or best.
         * @example {
         *       "lo": 0.74,
         *       "hi": 0.79
         *     }
         */
        readonly Bounds: {
            readonly hi: components["schemas"]["Score"];
            readonly lo: components["schemas"]["Score"];
        };
        /**
         * Format: int64
         * @description Size in bytes.
         * @example 440449768
         */
        readonly Bytes: number;
        readonly Caller: {
            /**
             * Format: date-time
             * @description When the sign-in token of this request ends; null for a personal token, and without accounts.
             * @example 2026-01-02T15:04:05Z
             */
            readonly expires_at: string | null;
            /**
             * @description Name of the account.
             * @example ada
             */
            readonly name: string;
            readonly role: components["schemas"]["Role"];
        };
        /**
         * @description The link in its canonical form.
         * @example https://huggingface.co/google-bert/bert-base-uncased
         */
        readonly CanonicalLink: string;
        /**
         * @description Commit of the source.
         * @example 86b5e0934494bd15c9632b12f734a8a67f723594
         */
        readonly Commit: string;
        readonly CompletedArtifact: {
            readonly created_at: components["schemas"]["CreatedAt"];
            readonly data: components["schemas"]["ArtifactData"];
            readonly metadata: components["schemas"]["ArtifactMetadata"];
            readonly posted_by?: components["schemas"]["PostedBy"];
            readonly progress: components["schemas"]["Progress"];
            readonly revision: components["schemas"]["Revision"];
            /**
             * @description Can be downloaded. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly status: "completed";
            readonly status_message: components["schemas"]["StatusMessage"];
            readonly update?: components["schemas"]["ArtifactUpdateState"];
            readonly updated_at: components["schemas"]["UpdatedAt"];
            readonly verdict?: components["schemas"]["Verdict"];
        };
        readonly CompletedArtifactReport: {
            readonly created_at: components["schemas"]["CreatedAt"];
            /** @description The link and the archive. */
            readonly data: {
                readonly archive: components["schemas"]["Archive"];
                readonly url: components["schemas"]["CanonicalLink"];
            };
            readonly metadata: components["schemas"]["ArtifactMetadata"];
            readonly progress: components["schemas"]["Progress"];
            readonly revision: components["schemas"]["Revision"];
            /**
             * @description Can be downloaded. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly status: "completed";
            readonly status_message: components["schemas"]["StatusMessage"];
            readonly update?: components["schemas"]["ArtifactUpdateState"];
            readonly updated_at: components["schemas"]["UpdatedAt"];
            readonly verdict?: components["schemas"]["Verdict"];
        };
        /**
         * @description `weights`: files that hold parameters. `config`: configuration, tokenizer, card and licence. `full`: every file.
         * @example config
         * @enum {string}
         */
        readonly Component: "full" | "weights" | "config";
        readonly ComponentHealth: {
            /**
             * @description What the registry uses it for.
             * @example PostgreSQL with all records.
             */
            readonly description: string;
            /**
             * @description Its name for people.
             * @example Database
             */
            readonly display_name: string;
            /**
             * @description The component.
             * @example database
             * @enum {string}
             */
            readonly id: "database" | "object_store" | "function" | "hub";
            /** @description What is wrong now. */
            readonly issues: readonly components["schemas"]["ComponentIssue"][];
            /**
             * @description The last failure since this server started: of a check, or of a request to the database, the object store or
             *     the function.
             */
            readonly last_error: {
                /**
                 * Format: date-time
                 * @description When it happened.
                 * @example 2026-01-02T02:59:00Z
                 */
                readonly at: string;
                /**
                 * @description The kind of failure.
                 * @example It did not answer within 3 s
                 */
                readonly message: string;
            } | null;
            /** @description Figures of this check and of the window. */
            readonly metrics: {
                /**
                 * @description Failures within the window.
                 * @example 0
                 */
                readonly failures: number;
                /**
                 * @description How long the check took.
                 * @example 0.004
                 */
                readonly latency_seconds: number;
            };
            /**
             * Format: date-time
             * @description When it was checked.
             * @example 2026-01-02T03:04:05Z
             */
            readonly observed_at: string;
            readonly status: components["schemas"]["ComponentStatus"];
            /** @description The minutes of the window in which the component was checked or failed, oldest first. */
            readonly timeline?: readonly components["schemas"]["TimelineEntry"][];
        };
        /**
         * @example {
         *       "code": "degraded",
         *       "severity": "warning",
         *       "summary": "It took 1200 ms to answer"
         *     }
         */
        readonly ComponentIssue: {
            readonly code: components["schemas"]["ComponentStatus"];
            /**
             * @description How serious it is.
             * @example warning
             * @enum {string}
             */
            readonly severity: "warning" | "error";
            /**
             * @description One sentence.
             * @example It took 1200 ms to answer
             */
            readonly summary: string;
        };
        readonly ComponentsHealth: {
            /** @description Every component that the registry uses. */
            readonly components: readonly components["schemas"]["ComponentHealth"][];
            /**
             * Format: date-time
             * @description When the checks began.
             * @example 2026-01-02T03:04:05Z
             */
            readonly generated_at: string;
            readonly queue: components["schemas"]["Queue"];
            readonly status: components["schemas"]["ComponentStatus"];
            /**
             * @description The requested window.
             * @example 60
             */
            readonly window_minutes: number;
        };
        /**
         * @description `degraded`: works slowly or in part. `critical`: does not answer.
         * @example ok
         * @enum {string}
         */
        readonly ComponentStatus: "ok" | "degraded" | "critical";
        /**
         * @example {
         *       "detail": "This link is already registered as model 123",
         *       "existing_id": 123,
         *       "status": "completed"
         *     }
         */
        readonly Conflict: {
            readonly detail: components["schemas"]["Detail"];
            readonly existing_id: components["schemas"]["ArtifactId"];
            readonly status: components["schemas"]["ArtifactStatus"];
        };
        /**
         * @description A number of things.
         * @example 16
         */
        readonly Count: number;
        /** @description The most frequent values, most frequent first. */
        readonly CountsByValue: readonly components["schemas"]["ValueCount"][];
        /**
         * @description Share of the weight whose evidence could be read.
         * @example 0.95
         */
        readonly Coverage: number;
        /**
         * @description CRC-32 (zlib polynomial), lower-case hex.
         * @example 0d4a1185
         */
        readonly Crc32: string;
        /**
         * Format: date-time
         * @description When the link was accepted.
         * @example 2026-01-02T03:04:05Z
         */
        readonly CreatedAt: string;
        /**
         * Format: uuid
         * @description The same in every attempt.
         * @example 8c6f0c46-2a4b-4d57-9f3e-0f5f6c2d7a11
         */
        readonly DeliveryId: string;
        /**
         * @description What is wrong, and what to do.
         * @example No model has the id 123
         */
        readonly Detail: string;
        /**
         * @description The stage whose output it is, or `settle/<name>` for what goes with the end of an ingest.
         * @example transfer
         */
        readonly DocumentName: string;
        readonly Evidence: {
            /**
             * @description Kind of evidence.
             * @example LIC_YAML
             */
            readonly code: string;
            /**
             * @description `+` raises, `-` lowers, `?` could not be read, `i` is information only.
             * @example +
             * @enum {string}
             */
            readonly effect: "+" | "-" | "?" | "i";
            /**
             * @description What it counted within the metric.
             * @example 1
             */
            readonly points: number;
            /**
             * @description Where it was found.
             * @example README.md
             */
            readonly source: string;
            /**
             * @description One sentence.
             * @example The model card declares the licence apache-2.0.
             */
            readonly text: string;
        };
        /** @description What was found, where, and what it counted. */
        readonly EvidenceList: readonly components["schemas"]["Evidence"][];
        readonly FailedArtifact: {
            readonly created_at: components["schemas"]["CreatedAt"];
            readonly data: components["schemas"]["ArtifactSource"];
            readonly failure: components["schemas"]["Failure"];
            readonly metadata: components["schemas"]["ArtifactMetadata"];
            readonly posted_by?: components["schemas"]["PostedBy"];
            readonly progress: components["schemas"]["Progress"];
            readonly revision: components["schemas"]["Revision"];
            /**
             * @description The ingest ended without a verdict. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly status: "failed";
            readonly status_message: components["schemas"]["StatusMessage"];
            readonly updated_at: components["schemas"]["UpdatedAt"];
        };
        /**
         * @example {
         *       "code": "source_not_found",
         *       "detail": "Hugging Face has no model acme/none, or it is private.",
         *       "retryable": false
         *     }
         */
        readonly Failure: {
            readonly code: components["schemas"]["FailureCode"];
            readonly detail: components["schemas"]["Detail"];
            /**
             * @description Finds the cause in the log.
             * @example 8c6f0c46-2a4b-4d57-9f3e-0f5f6c2d7a11
             */
            readonly reference?: string;
            /**
             * @description Whether posting the link again can help.
             * @example false
             */
            readonly retryable: boolean;
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
        readonly FailureCode: "source_not_found" | "source_gated" | "source_rate_limited" | "source_unavailable" | "source_untrusted" | "source_too_large" | "already_registered" | "integrity_mismatch" | "storage_unavailable" | "timed_out" | "internal_error";
        /**
         * @description `robust`: facts that could not be read cannot change the decision.
         * @example robust
         * @enum {string}
         */
        readonly Firmness: "robust" | "tentative";
        readonly GarbageItem: {
            readonly bytes: components["schemas"]["Bytes"];
            /**
             * @description Key in the bucket.
             * @example archives/123/bert-base-uncased.zip
             */
            readonly key: string;
            readonly kind: components["schemas"]["GarbageKind"];
        };
        /**
         * @description `blob`: the content of a file; `partial`: a part of a transfer that was interrupted; `archive`: the zip of an
         *     artifact; `upload`: an open multipart upload, whose size is not known and counts as 0.
         * @example archive
         * @enum {string}
         */
        readonly GarbageKind: "blob" | "partial" | "archive" | "upload";
        readonly GarbageKindTotal: {
            readonly bytes: components["schemas"]["Bytes"];
            readonly count: components["schemas"]["Count"];
            readonly kind: components["schemas"]["GarbageKind"];
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
        readonly GarbageReport: {
            readonly bytes: components["schemas"]["Bytes"];
            readonly checkpoints: components["schemas"]["Count"];
            readonly count: components["schemas"]["Count"];
            /** @description The largest 1,000, the largest first. */
            readonly items: readonly components["schemas"]["GarbageItem"][];
            /** @description Every kind of which something would be deleted. */
            readonly kinds: readonly components["schemas"]["GarbageKindTotal"][];
            /**
             * Format: date-time
             * @description Only what was written before this counts.
             * @example 2026-01-01T03:00:00Z
             */
            readonly older_than: string;
        };
        readonly Health: {
            /**
             * @description The process answers.
             * @example ok
             * @enum {string}
             */
            readonly status: "ok";
        };
        /**
         * @example {
         *       "artifact_id": 123,
         *       "status": "pending",
         *       "message": "Artifact ingest accepted. Processing asynchronously."
         *     }
         */
        readonly IngestAccepted: {
            readonly artifact_id: components["schemas"]["ArtifactId"];
            /**
             * @description What happens next.
             * @example Artifact ingest accepted. Processing asynchronously.
             */
            readonly message: string;
            /**
             * @description Waits for the ingest function. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly status: "pending";
        };
        /** @description What the server sends to the ingest function. */
        readonly IngestEvent: {
            readonly artifact_id: components["schemas"]["ArtifactId"];
            readonly artifact_type: components["schemas"]["ArtifactType"];
            /** @description Joins the logs of server and function. */
            readonly correlation_id?: string;
            /** @description Name in the registry. */
            readonly name: string;
            /** @description Branch, tag or commit as asked for. */
            readonly revision: string;
            /** @description The canonical link. */
            readonly source_url: string;
        };
        readonly IngestHour: {
            readonly bytes: components["schemas"]["Bytes"];
            readonly completed: components["schemas"]["Count"];
            readonly failed: components["schemas"]["Count"];
            readonly rejected: components["schemas"]["Count"];
            /**
             * Format: date-time
             * @description When it began.
             * @example 2026-01-02T03:00:00Z
             */
            readonly start: string;
        };
        /**
         * @example {
         *       "url": "https://huggingface.co/google-bert/bert-base-uncased",
         *       "name": "bert-base-uncased"
         *     }
         */
        readonly IngestRequest: {
            readonly archive?: components["schemas"]["ServerOwned"];
            /**
             * @description Where to report how the ingest, and every later update of the artifact, ended: an https address of a public
             *     host on port 443 or 8443, without credentials. A registry that sends no reports refuses it.
             * @example https://ci.example.com/hooks/gatehouse?build=17
             */
            readonly callback_url?: string;
            readonly download_url?: components["schemas"]["ServerOwned"];
            readonly id?: components["schemas"]["ServerOwned"];
            /**
             * @description Name in the registry; by default the last part of the link.
             * @example bert-base-uncased
             */
            readonly name?: string;
            readonly status?: components["schemas"]["ServerOwned"];
            /**
             * @description Link to the repository. Models: `https://huggingface.co/<owner>/<name>`. Datasets:
             *     `https://huggingface.co/datasets/<owner>/<name>`. Code: `https://huggingface.co/spaces/<owner>/<name>`. Code and
             *     datasets: `https://github.com/<owner>/<repository>`. Clone addresses, `/tree/<ref>/<folder>`,
             *     `/blob/<ref>/<path>`, a trailing slash and a query are understood. The source decides where the ref ends. The
             *     folder is ignored, and `status_message` says so.
             * @example https://huggingface.co/google-bert/bert-base-uncased
             */
            readonly url: string;
        };
        /** @description `pending`: the ingest runs asynchronously. `completed`: it ran within the request. */
        readonly IngestResult: components["schemas"]["IngestAccepted"] | components["schemas"]["CompletedArtifact"];
        readonly IngestStatistics: {
            /** @description Failures of these hours by their code, the most frequent first. */
            readonly failures: readonly components["schemas"]["ValueCount"][];
            /** @description Every hour, the oldest first; hours without an end included. */
            readonly hours: readonly components["schemas"]["IngestHour"][];
        };
        readonly IssuedPersonalToken: {
            /**
             * @description Its account.
             * @example ada
             */
            readonly account: string;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-01-01T00:00:00Z
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When it expires.
             * @example 2026-01-31T00:00:00Z
             */
            readonly expires_at: string;
            readonly id: components["schemas"]["TokenId"];
            /**
             * Format: date-time
             * @description Null for a new token.
             * @example null
             */
            readonly last_used_at: string | null;
            /**
             * @description What it is for.
             * @example nightly build
             */
            readonly name: string;
            readonly role: components["schemas"]["Role"];
            /**
             * @description The secret, shown only once.
             * @example hf_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcd
             */
            readonly token: string;
        };
        /** @description One of several invocations that share a transfer. */
        readonly Lane: {
            readonly bytes_done: components["schemas"]["Bytes"];
            readonly part_bytes_done: components["schemas"]["Bytes"];
            /**
             * Format: int64
             * @description Size of the file, or of the small files together; 0 while it waits for the others.
             * @example 4976698672
             */
            readonly part_bytes_total: number;
            /**
             * @description The file that it moves; null for several small files, and while it waits for the others.
             * @example model-00002-of-00030.safetensors
             */
            readonly path: string | null;
            /**
             * @description A number that the invocation keeps; 1 is the one that began the transfer or continues it.
             * @example 2
             */
            readonly worker: number;
        };
        /**
         * Format: double
         * @description Seconds that the computation took.
         * @example 0.012
         */
        readonly Latency: number;
        /**
         * @description How long the worker may be silent.
         * @example 30
         */
        readonly LeaseSeconds: number;
        /** @description What a call is answered with. */
        readonly LedgerAnswer: components["schemas"]["LedgerDone"] | components["schemas"]["LedgerClaimed"] | components["schemas"]["LedgerDocumentText"] | components["schemas"]["LedgerBlobsFound"] | components["schemas"]["LedgerPinned"] | components["schemas"]["LedgerParentScored"] | components["schemas"]["LedgerDatasetOffered"] | components["schemas"]["LedgerShareOpened"] | components["schemas"]["LedgerShareJoined"] | components["schemas"]["LedgerShareExchanged"] | components["schemas"]["LedgerShareReported"];
        /** @description Where the zip is. Without a key there is none; size and CRC-32 are those that it would have. */
        readonly LedgerArchive: {
            readonly bytes: components["schemas"]["Bytes"];
            /** @description CRC-32 of the zip. */
            readonly crc32: number;
            /** @description Its key in the object store. */
            readonly key: string | null;
            /** @description Why there is no zip. */
            readonly missing?: string;
            /** @description SHA-256 of the zip, null when it was not had for free. */
            readonly sha256: string | null;
        };
        readonly LedgerBlob: {
            readonly bytes: components["schemas"]["Bytes"];
            /** @description CRC-32 of the content. */
            readonly crc32: number;
            /** @description Git blob SHA-1 of the content where it is known. */
            readonly git_sha1: string | null;
            /** @description SHA-256 of the content. */
            readonly sha256: string;
        };
        /** @description Records that a blob thought to be stored is missing. */
        readonly LedgerBlobMissing: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerBlobMissing";
            readonly hold: components["schemas"]["LedgerHold"];
            /** @description SHA-256 of its content. */
            readonly sha256: string;
        };
        /** @description Finds stored blobs by either hash and references those that were found. */
        readonly LedgerBlobsFind: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerBlobsFind";
            readonly hold: components["schemas"]["LedgerHold"];
            /** @description Hashes, either of which is enough. */
            readonly wanted: readonly components["schemas"]["WantedBlob"][];
        };
        /** @description The blobs that were found and are referenced now. */
        readonly LedgerBlobsFound: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly answer: "LedgerBlobsFound";
            /** @description What is stored. */
            readonly blobs: readonly components["schemas"]["LedgerBlob"][];
        };
        /** @description References blobs that are about to be uploaded. */
        readonly LedgerBlobsReference: {
            /** @description What will be uploaded. */
            readonly blobs: readonly components["schemas"]["PlannedBlob"][];
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerBlobsReference";
            readonly hold: components["schemas"]["LedgerHold"];
        };
        /** @description Records that blobs are whole and verified. */
        readonly LedgerBlobsStored: {
            /** @description What is stored. */
            readonly blobs: readonly components["schemas"]["LedgerBlob"][];
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerBlobsStored";
            readonly hold: components["schemas"]["LedgerHold"];
        };
        /** @description What a worker knows of the rate limits of sources. */
        readonly LedgerBudgetReport: {
            /** @description Hash of the tokens that the source sees. */
            readonly identity: string;
            readonly known: components["schemas"]["SourceAllowances"];
        };
        /** @description One call of the ingest function. */
        readonly LedgerCall: components["schemas"]["LedgerClaim"] | components["schemas"]["LedgerRenew"] | components["schemas"]["LedgerProgress"] | components["schemas"]["LedgerMove"] | components["schemas"]["LedgerPin"] | components["schemas"]["LedgerReadme"] | components["schemas"]["LedgerDocumentPart"] | components["schemas"]["LedgerDocumentRead"] | components["schemas"]["LedgerBlobsFind"] | components["schemas"]["LedgerBlobsReference"] | components["schemas"]["LedgerBlobsStored"] | components["schemas"]["LedgerBlobMissing"] | components["schemas"]["LedgerParentScore"] | components["schemas"]["LedgerDatasetOffer"] | components["schemas"]["LedgerSharePlan"] | components["schemas"]["LedgerShareJoin"] | components["schemas"]["LedgerShareExchange"] | components["schemas"]["LedgerShareGiveBack"] | components["schemas"]["LedgerShareReport"] | components["schemas"]["LedgerComplete"] | components["schemas"]["LedgerReject"] | components["schemas"]["LedgerFail"] | components["schemas"]["LedgerRetryLater"] | components["schemas"]["LedgerPostpone"] | components["schemas"]["LedgerHandOver"] | components["schemas"]["LedgerRelease"];
        /** @description Takes the artifact for one worker. The same token again is the same claim. */
        readonly LedgerClaim: {
            readonly artifact_id: components["schemas"]["ArtifactId"];
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerClaim";
            /** @description Request id of the invocation; a retry of the same request takes over from its dead predecessor at once. */
            readonly holder: string;
            readonly lease_seconds: components["schemas"]["LeaseSeconds"];
            /** @description Attempts after which the artifact is not claimed any more. */
            readonly max_attempts: number;
            readonly token: components["schemas"]["LedgerToken"];
        };
        /** @description The claim; absent when the artifact is final, deleted, out of attempts or in the hands of a living worker. */
        readonly LedgerClaimed: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly answer: "LedgerClaimed";
            readonly claim?: components["schemas"]["LedgerClaimedArtifact"];
        };
        /** @description The artifact in the hands of the worker. */
        readonly LedgerClaimedArtifact: {
            readonly artifact_id: components["schemas"]["ArtifactId"];
            /** @description 1 for the first. */
            readonly attempt: number;
            /** @description Stages that earlier invocations finished; their outputs are read as documents. */
            readonly checkpoints: readonly components["schemas"]["DocumentName"][];
            /** @description The pinned commit once there is one. */
            readonly commit: string | null;
            /** @description How often this attempt went on in a new invocation. */
            readonly continuation: number;
            /** @description Joins the logs of server and function. */
            readonly correlation_id: string;
            readonly link: components["schemas"]["LedgerSourceLink"];
            /** @description Name in the registry. */
            readonly name: string;
            /** @description Who posted the link. */
            readonly owner: string;
            readonly progress?: components["schemas"]["Progress"];
            readonly status: components["schemas"]["ArtifactStatus"];
            readonly token: components["schemas"]["LedgerToken"];
            /** @description The canonical link. */
            readonly url: string;
        };
        /** @description Ends the ingest as completed. */
        readonly LedgerComplete: {
            readonly archive: components["schemas"]["LedgerArchive"];
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerComplete";
            readonly files: components["schemas"]["SavedDocument"];
            readonly hold: components["schemas"]["LedgerHold"];
            /** @description What it says that it was made from. */
            readonly links?: readonly components["schemas"]["LedgerLink"][];
            readonly message: components["schemas"]["SettleMessage"];
            readonly progress: components["schemas"]["Progress"];
            readonly rating?: components["schemas"]["LedgerRating"];
            readonly verdict?: components["schemas"]["Verdict"];
        };
        /** @description Asks whether the registry offers a dataset of a repository on the Hub. */
        readonly LedgerDatasetOffer: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerDatasetOffer";
            /**
             * @description The repository of the dataset.
             * @example acme/corpus
             */
            readonly repository: string;
        };
        /** @description Whether there is one. */
        readonly LedgerDatasetOffered: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly answer: "LedgerDatasetOffered";
            /** @description False when there is none. */
            readonly offered: boolean;
        };
        /** @description Saves a piece of the JSON text of a document, with the last piece the whole of it. */
        readonly LedgerDocumentPart: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerDocumentPart";
            readonly hold: components["schemas"]["LedgerHold"];
            /** @description Number of the piece from 0. */
            readonly part: number;
            /** @description How many pieces there are. */
            readonly parts: number;
            readonly stage: components["schemas"]["DocumentName"];
            /** @description The piece; cut anywhere between two characters. */
            readonly text: string;
        };
        /** @description Reads a piece of the JSON text of a document that an earlier invocation saved. */
        readonly LedgerDocumentRead: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerDocumentRead";
            /** @description Where the piece begins, in characters from 0. */
            readonly from: number;
            readonly hold: components["schemas"]["LedgerHold"];
            readonly stage: components["schemas"]["DocumentName"];
        };
        /** @description A piece of a document. */
        readonly LedgerDocumentText: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly answer: "LedgerDocumentText";
            /** @description Where the next piece begins, null after the last. */
            readonly next: number | null;
            /** @description The piece. */
            readonly text: string;
        };
        /** @description There is nothing to say. */
        readonly LedgerDone: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly answer: "LedgerDone";
        };
        /** @description Ends the ingest as failed. */
        readonly LedgerFail: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerFail";
            readonly failure: components["schemas"]["Failure"];
            readonly hold: components["schemas"]["LedgerHold"];
            readonly progress: components["schemas"]["Progress"];
        };
        /** @description A unit whose files are all stored and scanned. */
        readonly LedgerFinishedUnit: {
            readonly blob?: components["schemas"]["LedgerBlob"];
            readonly bytes_fetched: components["schemas"]["Bytes"];
            readonly number: components["schemas"]["UnitNumber"];
            readonly report: components["schemas"]["LedgerUnitReport"];
        };
        /** @description Ends this invocation; the next one continues within the same attempt. */
        readonly LedgerHandOver: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerHandOver";
            readonly hold: components["schemas"]["LedgerHold"];
        };
        /** @description The claim that fences a call, and how long its lease is renewed for. */
        readonly LedgerHold: {
            readonly artifact_id: components["schemas"]["ArtifactId"];
            readonly lease_seconds: components["schemas"]["LeaseSeconds"];
            readonly token: components["schemas"]["LedgerToken"];
        };
        /** @description What a worker has moved, as of its last exchange, and the unit that it is moving. */
        readonly LedgerLane: {
            readonly bytes_done: components["schemas"]["Bytes"];
            readonly number: components["schemas"]["UnitNumber"];
            readonly unit_bytes_done: components["schemas"]["Bytes"];
            readonly worker: components["schemas"]["ShareWorker"];
        };
        /** @description Something that the artifact was made from. */
        readonly LedgerLink: {
            /** @description Where it says so. */
            readonly declared_in: readonly string[];
            /**
             * @description What the other was to it.
             * @enum {string}
             */
            readonly kind: "parent" | "dataset" | "code";
            /** @description The other repository. */
            readonly target: {
                readonly host: components["schemas"]["LedgerSourceHost"];
                /** @description Owner and name. */
                readonly repository: string;
            };
        };
        /** @description Moves the artifact along its statuses. */
        readonly LedgerMove: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerMove";
            readonly hold: components["schemas"]["LedgerHold"];
            /**
             * @description The status; ends have their own calls.
             * @enum {string}
             */
            readonly to: "downloading" | "rating";
        };
        /** @description A unit that a worker is moving. */
        readonly LedgerMovingUnit: {
            readonly bytes_done: components["schemas"]["Bytes"];
            readonly number: components["schemas"]["UnitNumber"];
        };
        /** @description Asks for the net score of the newest completed model of a repository. */
        readonly LedgerParentScore: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerParentScore";
            /**
             * @description The repository of the parent.
             * @example acme/clear-bert
             */
            readonly repository: string;
        };
        /** @description The score, null when there is none. */
        readonly LedgerParentScored: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly answer: "LedgerParentScored";
            readonly score: components["schemas"]["NullableScore"];
        };
        /** @description Records what the source answered. */
        readonly LedgerPin: {
            readonly bytes_total: components["schemas"]["Bytes"];
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerPin";
            /** @description The commit of the source. */
            readonly commit: string;
            readonly hold: components["schemas"]["LedgerHold"];
            /** @description The branch, tag or commit as the source spells it. */
            readonly ref: string;
            /** @description The repository as the source spells it. */
            readonly repository: string;
        };
        /** @description Whether another artifact holds what the source answered. */
        readonly LedgerPinned: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly answer: "LedgerPinned";
            /**
             * Format: int64
             * @description Id of the artifact that holds this repository at this ref already; null when there is none.
             */
            readonly registered_as: number | null;
        };
        /** @description A part of a transfer that one worker moves at a time. */
        readonly LedgerPlannedUnit: {
            readonly bytes: components["schemas"]["Bytes"];
            /** @description Number of its files. */
            readonly files: number;
            readonly number: components["schemas"]["UnitNumber"];
            /** @description SHA-256 of its only file, null for several files or an unpublished hash. */
            readonly sha256: string | null;
        };
        /** @description Waits for facts that could not be read, to be tried again after the pause. */
        readonly LedgerPostpone: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerPostpone";
            readonly hold: components["schemas"]["LedgerHold"];
            readonly message: components["schemas"]["SettleMessage"];
            readonly pause_seconds: components["schemas"]["PauseSeconds"];
        };
        /** @description Says how far the work is. */
        readonly LedgerProgress: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerProgress";
            readonly hold: components["schemas"]["LedgerHold"];
            readonly progress: components["schemas"]["Progress"];
        };
        /** @description A rating with the facts that it was made from. */
        readonly LedgerRating: {
            readonly net_score: components["schemas"]["NullableScore"];
            /** @description Which constants were used. */
            readonly policy_version: string;
            readonly rating: components["schemas"]["ModelRating"];
            readonly snapshot: components["schemas"]["SavedDocument"];
        };
        /** @description Keeps the README for searches. */
        readonly LedgerReadme: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerReadme";
            readonly hold: components["schemas"]["LedgerHold"];
            /** @description Its text, null when there is none. */
            readonly readme: string | null;
        };
        /** @description Ends the ingest as rejected. */
        readonly LedgerReject: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerReject";
            readonly hold: components["schemas"]["LedgerHold"];
            readonly message: components["schemas"]["SettleMessage"];
            readonly progress: components["schemas"]["Progress"];
            readonly rating?: components["schemas"]["LedgerRating"];
            readonly verdict: components["schemas"]["Verdict"];
        };
        /** @description Takes away what the artifact that this claim ended left behind. */
        readonly LedgerRelease: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerRelease";
            readonly hold: components["schemas"]["LedgerHold"];
        };
        /** @description Keeps the lease and says that the worker lives. */
        readonly LedgerRenew: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerRenew";
            readonly hold: components["schemas"]["LedgerHold"];
        };
        /** @description Gives the artifact back, to be tried again after the pause. */
        readonly LedgerRetryLater: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerRetryLater";
            readonly failure: components["schemas"]["Failure"];
            readonly hold: components["schemas"]["LedgerHold"];
            readonly message: components["schemas"]["SettleMessage"];
            readonly pause_seconds: components["schemas"]["PauseSeconds"];
            readonly progress: components["schemas"]["Progress"];
        };
        /** @description Records the units that a worker has finished, renews its leases on those that it is moving, takes the next one where it wants one, and says what it knows of the rate limits of sources. */
        readonly LedgerShareExchange: {
            readonly budget: components["schemas"]["LedgerBudgetReport"];
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerShareExchange";
            /** @description The units that ended since the last exchange. */
            readonly finished: readonly components["schemas"]["LedgerFinishedUnit"][];
            readonly hold: components["schemas"]["LedgerHold"];
            /** @description The units that the worker continues with. */
            readonly moving: readonly components["schemas"]["LedgerMovingUnit"][];
            /** @description True when the worker can begin another unit. */
            readonly wants: boolean;
            readonly worker: components["schemas"]["ShareWorker"];
        };
        /** @description The unit that the worker begins, absent when there is none, and what the other workers did. */
        readonly LedgerShareExchanged: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly answer: "LedgerShareExchanged";
            /** @description Of the units that the worker is moving, those that no other worker has taken over. */
            readonly held: readonly components["schemas"]["UnitNumber"][];
            readonly known: components["schemas"]["SourceAllowances"];
            readonly state: components["schemas"]["LedgerShareState"];
            readonly unit?: components["schemas"]["LedgerTakenUnit"];
        };
        /** @description Gives a unit back that is not finished. */
        readonly LedgerShareGiveBack: {
            readonly bytes_fetched: components["schemas"]["Bytes"];
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerShareGiveBack";
            readonly failure?: components["schemas"]["LedgerUnitFailure"];
            readonly hold: components["schemas"]["LedgerHold"];
            readonly number: components["schemas"]["UnitNumber"];
            readonly worker: components["schemas"]["ShareWorker"];
        };
        /** @description Asks whether a share is valid, for one of its workers. */
        readonly LedgerShareJoin: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerShareJoin";
            readonly hold: components["schemas"]["LedgerHold"];
        };
        /** @description The artifact whose transfer is shared. */
        readonly LedgerShareJoined: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly answer: "LedgerShareJoined";
            /** @description Name in the registry. */
            readonly name: string;
        };
        /** @description The share. */
        readonly LedgerShareOpened: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly answer: "LedgerShareOpened";
            readonly token: components["schemas"]["LedgerToken"];
        };
        /** @description Opens a transfer that several invocations share, or joins the open one, and saves its plan. */
        readonly LedgerSharePlan: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerSharePlan";
            readonly hold: components["schemas"]["LedgerHold"];
            /** @description The parts that one worker moves at a time. */
            readonly units: readonly components["schemas"]["LedgerPlannedUnit"][];
        };
        /** @description Asks for the scan reports of all units of the claimed artifact in one. */
        readonly LedgerShareReport: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly call: "LedgerShareReport";
            readonly hold: components["schemas"]["LedgerHold"];
        };
        /** @description The reports in one. */
        readonly LedgerShareReported: {
            /**
             * @description Which of them this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly answer: "LedgerShareReported";
            readonly report: components["schemas"]["LedgerUnitReport"];
        };
        /** @description All units of a share in sums. Bytes leave out the units that the asking worker is moving. */
        readonly LedgerShareState: {
            readonly bytes_done: components["schemas"]["Bytes"];
            readonly bytes_fetched: components["schemas"]["Bytes"];
            readonly bytes_saved: components["schemas"]["Bytes"];
            readonly failure?: components["schemas"]["LedgerUnitFailure"];
            readonly files_done: components["schemas"]["Count"];
            /** @description Units that another worker may take. */
            readonly free: number;
            /** @description Other workers with a valid lease on a unit. */
            readonly lanes: readonly components["schemas"]["LedgerLane"][];
            /** @description How often a unit was begun again. */
            readonly repeats: number;
            readonly stored: components["schemas"]["Count"];
            readonly units: components["schemas"]["Count"];
            /** @description Other workers with a valid lease on a unit. */
            readonly workers: number;
        };
        /**
         * @description Where the artifact comes from.
         * @enum {string}
         */
        readonly LedgerSourceHost: "huggingface" | "github";
        /** @description What to fetch. */
        readonly LedgerSourceLink: {
            readonly host: components["schemas"]["LedgerSourceHost"];
            /** @description Owner and name. */
            readonly repository: string;
            /** @description Branch, tag or commit as asked for. */
            readonly revision: string;
            readonly type: components["schemas"]["ArtifactType"];
        };
        /** @description A unit in the hands of a worker. */
        readonly LedgerTakenUnit: {
            readonly bytes: components["schemas"]["Bytes"];
            readonly known?: components["schemas"]["LedgerBlob"];
            readonly number: components["schemas"]["UnitNumber"];
            /** @description True when the lease of another worker on it had expired. */
            readonly taken_over: boolean;
        };
        /**
         * Format: uuid
         * @description Token of a claim.
         * @example 0b4b1c3e-7a7c-4a55-9d0e-1f2f6f2f8a01
         */
        readonly LedgerToken: string;
        /** @description Why a unit could not be moved. */
        readonly LedgerUnitFailure: {
            readonly code: components["schemas"]["FailureCode"];
            /** @description The file, host or limit concerned. */
            readonly detail: string;
        };
        /** @description What the scan found. */
        readonly LedgerUnitReport: {
            /** @description The most severe first. */
            readonly findings: readonly components["schemas"]["ScanFinding"][];
            /** @description Number of files that were scanned. */
            readonly scanned: number;
        };
        readonly LicenseCheckRequest: {
            /**
             * @description Link to the repository of the project.
             * @example https://github.com/google-research/bert
             */
            readonly github_url: string;
        };
        /**
         * @description Whether the project may fine-tune the model and use the result.
         * @example true
         */
        readonly LicenseCheckResult: boolean;
        /** @description `from` went into the making of `to`. */
        readonly LineageEdge: {
            /**
             * @description The places that name it. Parents: `base_model` and `api` (the card as written, and as the Hub read it),
             *     `adapter_config`, `config`. Datasets: `metadata`, `tags`, `registry`. Code: `registry`, `readme_words`,
             *     `readme_any`.
             * @example [
             *       "metadata"
             *     ]
             */
            readonly declared_in: readonly string[];
            /**
             * @description Id of a node.
             * @example https://huggingface.co/datasets/bookcorpus/bookcorpus
             */
            readonly from_node: string;
            /**
             * Format: int64
             * @description The artifact at that node; null for an external node.
             * @example null
             */
            readonly from_node_artifact_id: number | null;
            /**
             * @description How it was used.
             * @example dataset
             * @enum {string}
             */
            readonly relationship: "base_model" | "dataset" | "code";
            /**
             * @description Id of a node.
             * @example artifact:123
             */
            readonly to_node: string;
            readonly to_node_artifact_id: components["schemas"]["ArtifactId"];
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
        readonly LineageGraph: {
            /** @description What was made from what. */
            readonly edges: readonly components["schemas"]["LineageEdge"][];
            /** @description The model and everything that an edge names. */
            readonly nodes: readonly components["schemas"]["LineageNode"][];
            /**
             * @description Whether the model has more than 1000 children, of which only the first are listed.
             * @example false
             */
            readonly truncated: boolean;
        };
        readonly LineageNode: {
            /**
             * Format: int64
             * @description The artifact in this registry; null for an external node.
             * @example 123
             */
            readonly artifact_id: number | null;
            /**
             * @description Whether the registry does not hold it.
             * @example false
             */
            readonly external: boolean;
            /**
             * @description Id of the node within this graph.
             * @example artifact:123
             */
            readonly id: string;
            /** @description Type and link once more, where clients of the official document expect them. */
            readonly metadata: {
                readonly type: components["schemas"]["ArtifactType"];
                readonly url: components["schemas"]["CanonicalLink"];
            };
            /**
             * @description Name of the artifact or the repository.
             * @example bert-base-uncased
             */
            readonly name: string;
            /**
             * @description How the node was found. `registry` for the model itself, else the first of `declared_in` of its edges.
             * @example registry
             */
            readonly source: string;
            readonly type: components["schemas"]["ArtifactType"];
            readonly url: components["schemas"]["CanonicalLink"];
        };
        readonly Links: {
            /**
             * @description List artifacts by `POST`.
             * @example /artifacts
             */
            readonly artifacts: string;
            /**
             * @description Sign in by `PUT`.
             * @example /authenticate
             */
            readonly authenticate: string;
            /**
             * @description This document.
             * @example /openapi.yaml
             */
            readonly contract: string;
            /**
             * @description The documentation for people.
             * @example /docs
             */
            readonly documentation: string;
            /**
             * @description Liveness.
             * @example /health
             */
            readonly health: string;
            /**
             * @description Name of this software.
             * @example Gatehouse
             */
            readonly name: string;
            /** @description Whether callers have to sign in. */
            readonly sign_in: boolean;
            /**
             * @description Version of this document.
             * @example 0.1.0
             */
            readonly version: string;
        };
        readonly Manifest: {
            readonly artifact_id: components["schemas"]["ArtifactId"];
            readonly bytes_total: components["schemas"]["Bytes"];
            readonly commit: components["schemas"]["Commit"];
            /** @description Sorted by the bytes of the path. */
            readonly files: readonly components["schemas"]["ManifestFile"][];
            /**
             * @description Shards of the weights that an index or a numbered name promises and the commit lacks. Left out when there are
             *     none.
             * @example [
             *       "model-00002-of-00002.safetensors"
             *     ]
             */
            readonly missing?: readonly string[];
        };
        readonly ManifestFile: {
            readonly bytes: components["schemas"]["Bytes"];
            /**
             * @description CRC-32 of the content; null for a submodule and a symlink.
             * @example 0d4a1185
             */
            readonly crc32: string | null;
            /**
             * @description `file`: its content is here. `lfs_pointer`: only the pointer text was available. `submodule` and `symlink`: in
             *     the source's tree, not in the zip.
             * @example file
             * @enum {string}
             */
            readonly kind: "file" | "lfs_pointer" | "submodule" | "symlink";
            /**
             * @description Full path, separated by `/`.
             * @example model.safetensors
             */
            readonly path: string;
            /**
             * @description SHA-256 of the content; null for a submodule and a symlink.
             * @example 68d45e234eb4a928074dfd868cead0219ab85354cc53d20e772753c6bb9169d3
             */
            readonly sha256: string | null;
        };
        readonly MetricChange: {
            readonly after: components["schemas"]["NullableScore"];
            readonly before: components["schemas"]["NullableScore"];
            readonly metric: components["schemas"]["MetricName"];
        };
        readonly MetricDetails: {
            readonly bounds: components["schemas"]["Bounds"];
            /**
             * @description Share of the metric's inputs that could be read.
             * @example 1
             */
            readonly confidence: number;
            /**
             * @description Weight after that of metrics that are not applicable was redistributed.
             * @example 0.15
             */
            readonly effective_weight: number;
            readonly evidence: components["schemas"]["EvidenceList"];
            readonly score: components["schemas"]["NullableScore"];
            /**
             * @description `absent`: the place was readable and the thing is not there. `unknown`: the place could not be read.
             *     `not_applicable`: the question does not arise.
             * @example scored
             * @enum {string}
             */
            readonly status: "scored" | "absent" | "unknown" | "not_applicable";
            /**
             * @description Weight in the policy.
             * @example 0.15
             */
            readonly weight: number;
        };
        /** @description Keyed by the name of the metric; empty for artifacts that are not rated. */
        readonly MetricDetailsByName: {
            readonly [key: string]: components["schemas"]["MetricDetails"];
        };
        /**
         * @description Name of a metric.
         * @example license
         * @enum {string}
         */
        readonly MetricName: "ramp_up_time" | "bus_factor" | "performance_claims" | "license" | "dataset_and_code_score" | "dataset_quality" | "code_quality" | "reproducibility" | "reviewedness" | "tree_score" | "size_score";
        readonly ModelRating: {
            readonly bus_factor: components["schemas"]["WireScore"];
            readonly bus_factor_latency: components["schemas"]["Latency"];
            /**
             * @description Always `MODEL`.
             * @example MODEL
             */
            readonly category: string;
            readonly code_quality: components["schemas"]["WireScore"];
            readonly code_quality_latency: components["schemas"]["Latency"];
            readonly dataset_and_code_score: components["schemas"]["WireScore"];
            readonly dataset_and_code_score_latency: components["schemas"]["Latency"];
            readonly dataset_quality: components["schemas"]["WireScore"];
            readonly dataset_quality_latency: components["schemas"]["Latency"];
            readonly license: components["schemas"]["WireScore"];
            readonly license_latency: components["schemas"]["Latency"];
            /**
             * @description Name of the model.
             * @example bert-base-uncased
             */
            readonly name: string;
            readonly net_score: components["schemas"]["WireScore"];
            readonly net_score_latency: components["schemas"]["Latency"];
            readonly performance_claims: components["schemas"]["WireScore"];
            readonly performance_claims_latency: components["schemas"]["Latency"];
            readonly ramp_up_time: components["schemas"]["WireScore"];
            readonly ramp_up_time_latency: components["schemas"]["Latency"];
            readonly rating_details: components["schemas"]["RatingDetails"];
            readonly reproducibility: components["schemas"]["WireScore"];
            readonly reproducibility_latency: components["schemas"]["Latency"];
            /**
             * Format: double
             * @description A score; -1 when no code repository is linked.
             * @example 0.61
             */
            readonly reviewedness: number;
            readonly reviewedness_latency: components["schemas"]["Latency"];
            readonly size_score: components["schemas"]["SizeScore"];
            readonly size_score_latency: components["schemas"]["Latency"];
            readonly tree_score: components["schemas"]["WireScore"];
            readonly tree_score_latency: components["schemas"]["Latency"];
        };
        readonly NewAccount: {
            readonly name: components["schemas"]["AccountName"];
            readonly password: components["schemas"]["NewPassword"];
            readonly role: components["schemas"]["Role"];
        };
        /**
         * Format: password
         * @description Any characters. A password made from a common one or from the name of the account is refused.
         * @example correct horse battery staple
         */
        readonly NewPassword: string;
        /**
         * @example {
         *       "name": "nightly build",
         *       "role": "reader",
         *       "expires_in_days": 30
         *     }
         */
        readonly NewPersonalToken: {
            /**
             * @description Days until it expires.
             * @default 90
             * @example 30
             */
            readonly expires_in_days: number;
            /**
             * @description What the token is for; unique within the account.
             * @example nightly build
             */
            readonly name: string;
            readonly role?: components["schemas"]["Role"];
        };
        /**
         * @description A query with `rel="next"`, relative to the request.
         * @example <?limit=100&offset=YWZ0ZXI6MTIz>; rel="next"
         */
        readonly NextLink: string;
        readonly NotAdmitted: {
            readonly artifact?: components["schemas"]["NotAdmittedArtifact"];
            readonly detail: components["schemas"]["Detail"];
        };
        /** @description The artifact. Missing when it was deleted during its ingest. */
        readonly NotAdmittedArtifact: components["schemas"]["RejectedArtifact"] | components["schemas"]["FailedArtifact"];
        /**
         * @example {
         *       "detail": "Not ready: the database does not answer",
         *       "reasons": [
         *         "the database does not answer"
         *       ]
         *     }
         */
        readonly NotReady: {
            readonly detail: components["schemas"]["Detail"];
            /** @description Why the server is not ready. */
            readonly reasons: readonly string[];
        };
        /**
         * @description A score; null when none could be computed.
         * @example 0.78
         */
        readonly NullableScore: number | null;
        /**
         * @example {
         *       "current": "correct horse battery staple",
         *       "new": "nine lively otters swim upstream"
         *     }
         */
        readonly PasswordChange: {
            /**
             * Format: password
             * @description The current password.
             * @example correct horse battery staple
             */
            readonly current: string;
            readonly new: components["schemas"]["NewPassword"];
        };
        /** @description Seconds until the next attempt. */
        readonly PauseSeconds: number;
        readonly PersonalToken: {
            /**
             * @description Its account.
             * @example ada
             */
            readonly account: string;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-01-01T00:00:00Z
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When it expires.
             * @example 2026-01-31T00:00:00Z
             */
            readonly expires_at: string;
            readonly id: components["schemas"]["TokenId"];
            /**
             * Format: date-time
             * @description To the minute; null when it was never used.
             * @example 2026-01-02T03:04:00Z
             */
            readonly last_used_at: string | null;
            /**
             * @description What it is for.
             * @example nightly build
             */
            readonly name: string;
            readonly role: components["schemas"]["Role"];
        };
        readonly PersonalTokens: {
            /** @description Oldest first. */
            readonly tokens: readonly components["schemas"]["PersonalToken"][];
        };
        readonly PlannedBlob: {
            readonly bytes: components["schemas"]["Bytes"];
            /** @description SHA-256 of the content. */
            readonly sha256: string;
        };
        /**
         * @description Version of the rating policy.
         * @example 3
         */
        readonly PolicyVersion: string;
        /**
         * @description The account that posted the link. Shown to that account and to administrators.
         * @example ada
         */
        readonly PostedBy: string;
        /**
         * @example {
         *       "detail": "No model has the id 123"
         *     }
         */
        readonly Problem: {
            readonly detail: components["schemas"]["Detail"];
        };
        /** @description Never goes backwards within an attempt. */
        readonly Progress: {
            /**
             * @description 0 before the first attempt.
             * @example 1
             */
            readonly attempt: number;
            readonly bytes_done: components["schemas"]["Bytes"];
            /**
             * @description Over the last 10 seconds.
             * @example 62000000
             */
            readonly bytes_per_second: number;
            /**
             * Format: int64
             * @description Bytes that were not fetched, because the registry already had them.
             * @example 0
             */
            readonly bytes_saved: number;
            /**
             * Format: int64
             * @description Size of all files; null until the listing is complete.
             * @example 441310000
             */
            readonly bytes_total: number | null;
            /**
             * @description How often this attempt continued in a new invocation.
             * @example 0
             */
            readonly continuation: number;
            /**
             * @description What the stage works on or waits for.
             * @example waiting 12 s for the source's quota
             */
            readonly detail: string | null;
            /**
             * @description Seconds left at this rate; null when unknown.
             * @example 6
             */
            readonly eta_seconds: number | null;
            readonly files_done: components["schemas"]["Count"];
            /**
             * @description Number of files; null until the listing is complete.
             * @example 16
             */
            readonly files_total: number | null;
            /**
             * Format: date-time
             * @description When the worker last reported; null before its first report.
             * @example 2026-01-02T03:04:15Z
             */
            readonly heartbeat_at: string | null;
            /**
             * @description What each of these invocations does, as it was at its last report, up to a third of a lease ago (10 seconds
             *     by default). Ordered by worker.
             */
            readonly lanes?: readonly components["schemas"]["Lane"][];
            /**
             * @description Share of the work that is done.
             * @example 100
             */
            readonly percent: number;
            /**
             * @description The current stage.
             * @example done
             * @enum {string}
             */
            readonly stage: "queued" | "resolve" | "evidence" | "rate" | "gate" | "transfer" | "scan" | "archive" | "settle" | "done";
            /**
             * @description The stages that were entered, in this order. A stage that an earlier attempt finished is not repeated and
             *     keeps its times.
             */
            readonly stages?: readonly components["schemas"]["StageTime"][];
            /**
             * @description Function invocations that move files now; only for a transfer that several of them share.
             * @example 8
             */
            readonly workers?: number;
        };
        /** @description Ingests and updates that wait for a worker. */
        readonly Queue: {
            /**
             * @description How many; null when they could not be counted.
             * @example 3
             */
            readonly depth: number | null;
            /**
             * @description How long the oldest has waited; null when none waits.
             * @example 0.8
             */
            readonly oldest_pending_seconds: number | null;
        };
        readonly RatingDetails: {
            readonly advice: components["schemas"]["AdviceList"];
            readonly bounds: components["schemas"]["Bounds"];
            readonly commit: components["schemas"]["Commit"];
            readonly coverage: components["schemas"]["Coverage"];
            /** @description The decision of the gate. */
            readonly decision: {
                /**
                 * @description `defer`: wait for facts that could not be read.
                 * @example accept
                 * @enum {string}
                 */
                readonly decision: "accept" | "reject" | "defer";
                /**
                 * @description Whether no unread fact could change it.
                 * @example true
                 */
                readonly firm: boolean;
                readonly reasons: components["schemas"]["Reasons"];
            };
            readonly evidence: components["schemas"]["EvidenceList"];
            readonly firmness: components["schemas"]["Firmness"];
            /**
             * @description SHA-256 of the policy version and of every fact that can change a score.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            readonly inputs_hash: string;
            readonly metrics: components["schemas"]["MetricDetailsByName"];
            readonly policy_version: components["schemas"]["PolicyVersion"];
            /**
             * @description The rated repository.
             * @example google-bert/bert-base-uncased
             */
            readonly repository: string;
            /**
             * @description Whether every single metric has to reach the threshold.
             * @example false
             */
            readonly strict: boolean;
            readonly threshold: components["schemas"]["Score"];
            /**
             * @description `deferred`: too little could be read.
             * @example accept
             * @enum {string}
             */
            readonly verdict: "accept" | "reject" | "deferred";
        };
        readonly RatingSummary: {
            /**
             * @description Whether the verdict admits the model.
             * @example true
             */
            readonly admitted: boolean;
            readonly net_score: components["schemas"]["NullableScore"];
            readonly policy_version: components["schemas"]["PolicyVersion"];
        };
        readonly Ready: {
            /**
             * @description The server accepts requests.
             * @example ready
             * @enum {string}
             */
            readonly status: "ready";
        };
        /**
         * @description What decided, most important first.
         * @example [
         *       "The net score 0.78 reaches the threshold 0.50."
         *     ]
         */
        readonly Reasons: readonly string[];
        readonly RejectedArtifact: {
            readonly created_at: components["schemas"]["CreatedAt"];
            readonly data: components["schemas"]["ArtifactSource"];
            readonly metadata: components["schemas"]["ArtifactMetadata"];
            readonly posted_by?: components["schemas"]["PostedBy"];
            readonly progress: components["schemas"]["Progress"];
            readonly revision: components["schemas"]["Revision"];
            /**
             * @description Not admitted; no file is kept. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly status: "rejected";
            readonly status_message: components["schemas"]["StatusMessage"];
            readonly updated_at: components["schemas"]["UpdatedAt"];
            readonly verdict: components["schemas"]["Verdict"];
        };
        /** @description A final artifact without its download link. */
        readonly ReportedArtifact: components["schemas"]["CompletedArtifactReport"] | components["schemas"]["RejectedArtifact"] | components["schemas"]["FailedArtifact"];
        readonly RerateEntry: {
            readonly after: components["schemas"]["RatingSummary"];
            readonly artifact_id: components["schemas"]["ArtifactId"];
            readonly before: components["schemas"]["RatingSummary"];
            /**
             * @description Whether a score, the policy, the threshold or the verdict changes.
             * @example true
             */
            readonly changed: boolean;
            /** @description The metrics whose score changes. */
            readonly metrics: readonly components["schemas"]["MetricChange"][];
            /**
             * @description Name in the registry.
             * @example bert-base-uncased
             */
            readonly name: string;
            /**
             * @description One sentence.
             * @example The net score changes from 0.74 to 0.78.
             */
            readonly note: string;
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
        readonly RerateReport: {
            readonly applied: components["schemas"]["Count"];
            readonly changed: components["schemas"]["Count"];
            /**
             * @description Whether nothing was written.
             * @example true
             */
            readonly dry_run: boolean;
            /** @description Sorted by id. */
            readonly entries: readonly components["schemas"]["RerateEntry"][];
            /**
             * Format: int64
             * @description The `after` of the next page; null on the last page.
             * @example null
             */
            readonly next: number | null;
            readonly policy_version: components["schemas"]["PolicyVersion"];
            readonly threshold: components["schemas"]["Score"];
        };
        /**
         * @example {
         *       "dry_run": true
         *     }
         */
        readonly RerateRequest: {
            /**
             * Format: int64
             * @description The `next` of the page before.
             * @default 0
             * @example 0
             */
            readonly after: number;
            /**
             * @description Only these models; all by default.
             * @example [
             *       123
             *     ]
             */
            readonly artifact_ids?: readonly components["schemas"]["AnyArtifactId"][];
            /**
             * @description Whether to show changes without writing them.
             * @example true
             */
            readonly dry_run: boolean;
            /**
             * @description Models per page.
             * @default 50
             * @example 50
             */
            readonly limit: number;
        };
        /**
         * @example {
         *       "message": "The registry is reset. The object store is empty."
         *     }
         */
        readonly ResetDone: {
            /**
             * @description What was done.
             * @example The registry is reset.
             */
            readonly message: string;
        };
        readonly Revision: {
            /**
             * @description The commit that it was resolved to; null until then.
             * @example 86b5e0934494bd15c9632b12f734a8a67f723594
             */
            readonly commit: string | null;
            /**
             * @description The requested branch, tag or commit.
             * @example main
             */
            readonly requested: string;
        };
        /**
         * @description `reader` finds and downloads. `publisher` also posts artifacts, and updates and deletes its own. `admin` may do
         *     everything.
         * @example publisher
         * @enum {string}
         */
        readonly Role: "reader" | "publisher" | "admin";
        /** @description A document that was saved under this claim before. */
        readonly SavedDocument: {
            readonly saved: components["schemas"]["DocumentName"];
        };
        readonly ScanFinding: {
            /**
             * @description Kind of finding.
             * @example pickle_import
             */
            readonly code: string;
            /**
             * @description The entry within the file.
             * @example archive/data.pkl
             */
            readonly member?: string;
            /**
             * @description The file.
             * @example pytorch_model.bin
             */
            readonly path: string;
            /**
             * @description `unsafe` rejects the artifact.
             * @example unsafe
             * @enum {string}
             */
            readonly severity: "unsafe" | "suspicious" | "info";
            /**
             * @description One sentence.
             * @example It calls os.system when it is loaded.
             */
            readonly text: string;
        };
        /**
         * @description From 0 (worst) to 1 (best).
         * @example 0.78
         */
        readonly Score: number;
        /**
         * @description Set by the registry; ignored in a request.
         * @example completed
         */
        readonly ServerOwned: unknown;
        /** @description The status in one sentence for a person. */
        readonly SettleMessage: string;
        /** @description What the ingest function sends to itself, so that another invocation takes part in a transfer. */
        readonly ShareEvent: {
            readonly artifact_id: components["schemas"]["ArtifactId"];
            /** @description Joins the logs of server and function. */
            readonly correlation_id?: string;
            /** @description The share, valid until the attempt ends. */
            readonly share: {
                /** @description Attempt of the ingest that opened it. */
                readonly attempt: number;
                readonly fencing_token: components["schemas"]["LedgerToken"];
            };
        };
        /**
         * Format: uuid
         * @description One invocation that takes part in a share.
         * @example 2f0c9a5e-6f0b-4f6e-8b43-6a1b1d1f7c55
         */
        readonly ShareWorker: string;
        /**
         * @description How well the weights fit each device.
         * @example {
         *       "raspberry_pi": 0.2,
         *       "jetson_nano": 0.4,
         *       "desktop_pc": 0.9,
         *       "aws_server": 1
         *     }
         */
        readonly SizeScore: {
            readonly aws_server: components["schemas"]["WireScore"];
            readonly desktop_pc: components["schemas"]["WireScore"];
            readonly jetson_nano: components["schemas"]["WireScore"];
            readonly raspberry_pi: components["schemas"]["WireScore"];
        };
        /** @description What is left of one rate limit. */
        readonly SourceAllowance: {
            /** @description Kind of requests that draw from it. */
            readonly kind: string;
            /** @description Requests left. */
            readonly remaining: number;
            /** @description Origin of the source. */
            readonly source: string;
            /**
             * Format: int64
             * @description End of the window, in milliseconds since the epoch.
             */
            readonly until: number;
        };
        /** @description What is left of the rate limits of sources. */
        readonly SourceAllowances: readonly components["schemas"]["SourceAllowance"][];
        readonly StageTime: {
            /**
             * @description How long it took; null while it runs.
             * @example 6.2
             */
            readonly seconds: number | null;
            /**
             * @description A stage, as in `Progress.stage`.
             * @example transfer
             */
            readonly stage: string;
            /**
             * Format: date-time
             * @description When it began.
             * @example 2026-01-02T03:04:07Z
             */
            readonly started_at: string;
        };
        /**
         * @description The status in one sentence.
         * @example Completed
         */
        readonly StatusMessage: string;
        readonly TimelineEntry: {
            /**
             * Format: date-time
             * @description Start of the minute.
             * @example 2026-01-02T03:04:00Z
             */
            readonly bucket: string;
            /**
             * @description Failures in it.
             * @example 0
             */
            readonly failures: number;
            /**
             * @description Unit of `value`.
             * @example seconds
             * @enum {string}
             */
            readonly unit: "seconds";
            /**
             * @description The longest check in it.
             * @example 0.004
             */
            readonly value: number;
        };
        /**
         * Format: int64
         * @description Number of a personal token.
         * @example 7
         */
        readonly TokenId: number;
        /**
         * @description A track of the official document.
         * @example Performance track
         * @enum {string}
         */
        readonly Track: "Performance track" | "Access control track" | "High assurance track" | "Other Security track";
        readonly Tracks: {
            /**
             * @description Names as in the official document.
             * @example [
             *       "Performance track",
             *       "Access control track"
             *     ]
             */
            readonly plannedTracks: readonly components["schemas"]["Track"][];
        };
        /**
         * @example {
         *       "detail": "The registry failed; quote the reference when you report it",
         *       "reference": "8c6f0c46-2a4b-4d57-9f3e-0f5f6c2d7a11"
         *     }
         */
        readonly UnexpectedProblem: {
            readonly detail: components["schemas"]["Detail"];
            /**
             * @description Finds the cause in the log.
             * @example 8c6f0c46-2a4b-4d57-9f3e-0f5f6c2d7a11
             */
            readonly reference: string;
        };
        /** @description Position of a unit in the plan. */
        readonly UnitNumber: number;
        /**
         * Format: date-time
         * @description When the artifact last changed.
         * @example 2026-01-02T03:04:15Z
         */
        readonly UpdatedAt: string;
        readonly ValueCount: {
            readonly count: components["schemas"]["Count"];
            /**
             * @description The value.
             * @example model
             */
            readonly value: string;
        };
        /** @description Why the artifact was admitted or rejected. */
        readonly Verdict: {
            /**
             * @description Whether the artifact was admitted.
             * @example true
             */
            readonly admitted: boolean;
            readonly advice?: components["schemas"]["AdviceList"];
            readonly bounds: components["schemas"]["Bounds"];
            readonly coverage: components["schemas"]["Coverage"];
            /**
             * @description What the scan of the files found.
             * @example []
             */
            readonly findings?: readonly components["schemas"]["ScanFinding"][];
            readonly firmness: components["schemas"]["Firmness"];
            /**
             * @description Identifier of the licence that counts for the weights. Missing when none is known.
             * @example apache-2.0
             */
            readonly license?: string;
            readonly metrics: components["schemas"]["MetricDetailsByName"];
            readonly net_score: components["schemas"]["NullableScore"];
            readonly policy_version: components["schemas"]["PolicyVersion"];
            readonly reasons: components["schemas"]["Reasons"];
            readonly threshold: components["schemas"]["Score"];
        };
        readonly WantedBlob: {
            /** @description Git blob SHA-1 of the content where it is known. */
            readonly git_sha1: string | null;
            /** @description SHA-256 of the content where it is known. */
            readonly sha256: string | null;
        };
        readonly WebhookDeliveries: {
            /** @description Newest first. */
            readonly deliveries: readonly components["schemas"]["WebhookDelivery"][];
        };
        readonly WebhookDelivery: {
            /**
             * @description Attempts so far.
             * @example 1
             */
            readonly attempts: number;
            /**
             * Format: date-time
             * @description When the artifact became final.
             * @example 2026-01-02T03:04:15Z
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When it was delivered or abandoned.
             * @example null
             */
            readonly ended_at: string | null;
            readonly id: components["schemas"]["DeliveryId"];
            /**
             * @description Why the last attempt failed; null when it did not.
             * @example The receiver answered 503
             */
            readonly last_error: string | null;
            /**
             * @description Status of the last answer; null without an answer.
             * @example 503
             */
            readonly last_status: number | null;
            /**
             * Format: date-time
             * @description When the next attempt is due; null when there is none.
             * @example 2026-01-02T03:05:15Z
             */
            readonly next_at: string | null;
            /**
             * @description `abandoned`: every attempt failed.
             * @example pending
             * @enum {string}
             */
            readonly state: "pending" | "delivered" | "abandoned";
            /**
             * @description The receiver.
             * @example https://ci.example.com/hooks/gatehouse
             */
            readonly url: string;
        };
        /**
         * @description What is posted to a `callback_url`. The artifact is as it was when it, or its update, became final, without its
         *     download link. `artifact.update` is there exactly when the report is about an update.
         */
        readonly WebhookReport: {
            readonly artifact: components["schemas"]["ReportedArtifact"];
            readonly delivery_id: components["schemas"]["DeliveryId"];
        };
        /**
         * Format: double
         * @description A score; for an unknown metric the value that the mean used.
         * @example 0.78
         */
        readonly WireScore: number;
    };
    responses: {
        /** @description The request does not match this document. `detail` and `errors` say what is wrong and where. */
        readonly BadRequest: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["BadRequest"];
            };
        };
        /** @description The token is missing, invalid or expired, or does not permit this. */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Authentication failed: the token is missing, invalid or expired"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description It does not exist, or not yet; `detail` says which. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description The current state does not allow this; `detail` says why. */
        readonly NotNow: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "ada is the last administrator and cannot be removed"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description The request body is over the size limit. */
        readonly TooLarge: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The body is larger than 65536 bytes"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description A limit was reached: requests of this token or address, failed sign-ins, posts or event streams of the account,
         *     or waiting searches and password checks. `detail` says which. Nothing was done.
         */
        readonly TooManyRequests: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "More than 600 requests in a minute from this token; try again in 12 s"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The database or the object store does not answer, or the server is busy; `detail` says which. Send the same
         *     request again.
         */
        readonly Unavailable: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The database does not answer; try again in a moment"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description A bug of the registry. Quote `reference` when you report it; it finds the cause in the log. */
        readonly Unexpected: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UnexpectedProblem"];
            };
        };
        /** @description The request body is not JSON in UTF-8. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The body must be application/json, not text/plain"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description Name of the account.
         * @example ada
         */
        readonly AccountName: components["schemas"]["AccountName"];
        /**
         * @description Id of the artifact.
         * @example 123
         */
        readonly ArtifactId: components["schemas"]["AnyArtifactId"];
        /**
         * @description Type of the artifact.
         * @example model
         */
        readonly ArtifactType: components["schemas"]["ArtifactType"];
        /** @description Which entries come first. Pages after the first keep the order when they send it again. */
        readonly AuditOrder: "oldest" | "newest";
        /** @description Entries per page. */
        readonly Limit: number;
        /**
         * @description The `offset` header of the page before, or the number of entries to skip. Missing, empty or `0` means the first
         *     page.
         */
        readonly Offset: string;
    };
    requestBodies: never;
    headers: {
        /** @description Whether and how long the answer may be cached. */
        readonly CacheControl: string;
        /** @description Where to go next. */
        readonly Location: string;
        /** @description The `offset` of the next page. Opaque; also there on the last page. */
        readonly NextOffset: string;
        /** @description Tells browsers to trust the media type. */
        readonly NoSniff: "nosniff";
        /** @description Seconds after which to try again. */
        readonly RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly Root: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Links, relative to this server. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Links"];
                };
            };
            /** @description The documentation, for browsers. */
            readonly 302: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly AccountOwn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The caller. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Caller"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly AccountPassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The current and the new password. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PasswordChange"];
            };
        };
        readonly responses: {
            /** @description The password is changed and every token of the account has ended. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly AccountList: {
        readonly parameters: {
            readonly query?: {
                /** @description The `next` of the page before. Leave it out for the first page. */
                readonly after?: components["schemas"]["AccountName"];
                /** @description Accounts per page. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of accounts. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AccountPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly AccountCreate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The account. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewAccount"];
            };
        };
        readonly responses: {
            /** @description The account. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Account"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 409: components["responses"]["NotNow"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly AccountUpdate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Name of the account.
                 * @example ada
                 */
                readonly name: components["parameters"]["AccountName"];
            };
            readonly cookie?: never;
        };
        /** @description A role, a password, or both. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AccountChange"];
            };
        };
        readonly responses: {
            /** @description The changed account. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Account"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["NotNow"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly AccountDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Name of the account.
                 * @example ada
                 */
                readonly name: components["parameters"]["AccountName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The removed account. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Account"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["NotNow"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ArtifactCreate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                readonly artifact_type: components["parameters"]["ArtifactType"];
            };
            readonly cookie?: never;
        };
        /** @description The link. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["IngestRequest"];
            };
        };
        readonly responses: {
            /** @description The ingest ran within the request and the artifact is completed. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IngestResult"];
                };
            };
            /** @description Accepted. The ingest runs asynchronously. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IngestResult"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description The link is already registered, or is being ingested. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Conflict"];
                };
            };
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description The ingest ran within the request and the artifact was not admitted; the body says why. */
            readonly 424: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NotAdmitted"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ArtifactAudit: {
        readonly parameters: {
            readonly query?: {
                /** @description Entries per page. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description The `offset` header of the page before, or the number of entries to skip. Missing, empty or `0` means the first
                 *     page.
                 */
                readonly offset?: components["parameters"]["Offset"];
                /** @description Which entries come first. Pages after the first keep the order when they send it again. */
                readonly order?: components["parameters"]["AuditOrder"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of entries. */
            readonly 200: {
                headers: {
                    /** @description The next page (RFC 8288). Missing on the last page. */
                    readonly Link?: components["schemas"]["NextLink"];
                    readonly offset: components["headers"]["NextOffset"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditEntries"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ArtifactCost: {
        readonly parameters: {
            readonly query?: {
                /** @description Whether dependencies are counted. */
                readonly dependency?: boolean;
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Sizes by artifact id. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ArtifactCosts"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ArtifactByName: {
        readonly parameters: {
            readonly query?: {
                /** @description Entries per page. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description The `offset` header of the page before, or the number of entries to skip. Missing, empty or `0` means the first
                 *     page.
                 */
                readonly offset?: components["parameters"]["Offset"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Name in the registry.
                 * @example bert-base-uncased
                 */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of artifacts. */
            readonly 200: {
                headers: {
                    /** @description The next page (RFC 8288). Missing on the last page. */
                    readonly Link?: components["schemas"]["NextLink"];
                    readonly offset: components["headers"]["NextOffset"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ArtifactPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ArtifactByRegEx: {
        readonly parameters: {
            readonly query?: {
                /** @description Entries per page. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description The `offset` header of the page before, or the number of entries to skip. Missing, empty or `0` means the first
                 *     page.
                 */
                readonly offset?: components["parameters"]["Offset"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The expression. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ArtifactRegEx"];
            };
        };
        readonly responses: {
            /** @description A page of artifacts. */
            readonly 200: {
                headers: {
                    /** @description The next page (RFC 8288). Missing on the last page. */
                    readonly Link?: components["schemas"]["NextLink"];
                    readonly offset: components["headers"]["NextOffset"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ArtifactPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly LicenseCheck: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        /** @description The project. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LicenseCheckRequest"];
            };
        };
        readonly responses: {
            /** @description Whether the licences are compatible. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LicenseCheckResult"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description The model does not exist or has no rating yet, or GitHub has no such repository; `detail` says which. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            /** @description GitHub did not answer with the licence of the project; `detail` says why. */
            readonly 502: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ModelLineage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The graph; it can have cycles. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LineageGraph"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ModelRate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The rating. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ModelRating"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ArtifactsList: {
        readonly parameters: {
            readonly query?: {
                /** @description Artifacts per page. More than 1000 are refused with 413. */
                readonly limit?: number;
                /**
                 * @description The `offset` header of the page before, or the number of entries to skip. Missing, empty or `0` means the first
                 *     page.
                 */
                readonly offset?: components["parameters"]["Offset"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The queries. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ArtifactQueries"];
            };
        };
        readonly responses: {
            /** @description A page of artifacts. */
            readonly 200: {
                headers: {
                    /** @description The next page (RFC 8288). Missing on the last page. */
                    readonly Link?: components["schemas"]["NextLink"];
                    readonly offset: components["headers"]["NextOffset"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ArtifactPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description More than 1000 artifacts were requested, or the request body is over the size limit. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ArtifactRetrieve: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The artifact. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Artifact"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ArtifactUpdate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        /**
         * @description The link, or nothing: `{}`. An artifact as `GET` answers it is also accepted; fields that only the registry sets
         *     are ignored.
         */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ArtifactUpdateRequest"];
            };
        };
        readonly responses: {
            /** @description Accepted. The update runs asynchronously. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IngestAccepted"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            /**
             * @description The first ingest or another update is running, there is no completed revision to update, or the revision
             *     belongs to another artifact. `existing_id` and `status` name that artifact.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Conflict"];
                };
            };
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ArtifactDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Deleted. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ArtifactDeleted"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ArtifactDeliveries: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The reports; none without a `callback_url`, and none before the artifact is final. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookDeliveries"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ArtifactDownload: {
        readonly parameters: {
            readonly query?: {
                /** @description The files to stream. */
                readonly component?: components["schemas"]["Component"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A zip of the requested files. */
            readonly 200: {
                headers: {
                    /** @description Suggests a file name. */
                    readonly "Content-Disposition": string;
                    /** @description Size of the zip in bytes, known before the first byte is sent. */
                    readonly "Content-Length": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/zip": string;
                };
            };
            /** @description Redirect to the archive. */
            readonly 302: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ArtifactEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `id` of the last received event. */
                readonly "Last-Event-ID"?: string;
            };
            readonly path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The events. Each `data` is an `Artifact`. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControl"];
                    /** @description Tells proxies to pass events on at once. */
                    readonly "X-Accel-Buffering": "no";
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example retry: 2000
                     *
                     *     id: wGSdpPv4CrEplHP1Hc2QbA
                     *     data: {"metadata":{"id":123,"name":"bert-base-uncased","type":"model"},"status":"pending"}
                     */
                    readonly "text/event-stream": string;
                };
            };
            /** @description The artifact is final and `Last-Event-ID` names its final state. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ArtifactManifest: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Type of the artifact.
                 * @example model
                 */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /**
                 * @description Id of the artifact.
                 * @example 123
                 */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The manifest. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Manifest"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ArtifactCounts: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The filter. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ArtifactFilter"];
            };
        };
        readonly responses: {
            /** @description The counts. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ArtifactCounts"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly ArtifactSearch: {
        readonly parameters: {
            readonly query?: {
                /** @description Entries per page. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description The `offset` header of the page before, or the number of entries to skip. Missing, empty or `0` means the first
                 *     page.
                 */
                readonly offset?: components["parameters"]["Offset"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The filter and the order. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ArtifactSearchRequest"];
            };
        };
        readonly responses: {
            /** @description A page of artifacts. */
            readonly 200: {
                headers: {
                    /** @description The next page (RFC 8288). Missing on the last page. */
                    readonly Link?: components["schemas"]["NextLink"];
                    readonly offset: components["headers"]["NextOffset"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ArtifactSummaries"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly AuditList: {
        readonly parameters: {
            readonly query?: {
                /** @description Only entries by or about this account. */
                readonly account?: components["schemas"]["AccountName"];
                /** @description Only entries with this action. */
                readonly action?: components["schemas"]["AuditAction"];
                /** @description Only entries about this artifact, which may be deleted. */
                readonly artifact_id?: components["schemas"]["AnyArtifactId"];
                /** @description Entries per page. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description The `offset` header of the page before, or the number of entries to skip. Missing, empty or `0` means the first
                 *     page.
                 */
                readonly offset?: components["parameters"]["Offset"];
                /** @description Which entries come first. Pages after the first keep the order when they send it again. */
                readonly order?: components["parameters"]["AuditOrder"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of entries. */
            readonly 200: {
                headers: {
                    /** @description The next page (RFC 8288). Missing on the last page. */
                    readonly Link?: components["schemas"]["NextLink"];
                    readonly offset: components["headers"]["NextOffset"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditRecords"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly Authenticate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description Name and password. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AuthenticationRequest"];
            };
        };
        readonly responses: {
            /** @description The token. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuthenticationToken"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            /** @description The name or the password is wrong. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly SignOut: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The token has ended. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly Documentation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The page. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControl"];
                    /** @description Allows the page to load only files of this registry. */
                    readonly "Content-Security-Policy": string;
                    readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example <!doctype html><title>Gatehouse</title> */
                    readonly "text/html": string;
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly DocumentationFile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name of the file. */
                readonly file: "setup.js" | "swagger-ui-bundle.js" | "swagger-ui.css";
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControl"];
                    readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example .swagger-ui { margin: 0 } */
                    readonly "text/css": string;
                    /** @example SwaggerUIBundle({}); */
                    readonly "text/javascript": string;
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly GarbageList: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What would be deleted. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["GarbageReport"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly Health: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The process answers. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
        };
    };
    readonly HealthComponents: {
        readonly parameters: {
            readonly query?: {
                /** @description Whether every component comes with its timeline. */
                readonly includeTimeline?: boolean;
                /** @description Length of the window for `failures` and `timeline`, in minutes. */
                readonly windowMinutes?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The health of every component. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ComponentsHealth"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly Readiness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The server accepts requests. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Ready"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 500: components["responses"]["Unexpected"];
            /** @description The server is not ready; `reasons` says why. */
            readonly 503: {
                headers: {
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NotReady"];
                };
            };
        };
    };
    readonly IngestStatistics: {
        readonly parameters: {
            readonly query?: {
                /** @description How many hours to count, the present one included. */
                readonly hours?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The counts. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IngestStatistics"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly LedgerCall: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description SHA-256 of the body as it is sent, lower-case hex. */
                readonly "X-Callback-Content-Sha256": string;
                /** @description Never used before; a second use is refused by every server. */
                readonly "X-Callback-Nonce": string;
                /** @description Milliseconds since the epoch; not more than 5 minutes from the server's clock. */
                readonly "X-Callback-Timestamp": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "call": "LedgerRenew",
                 *       "hold": {
                 *         "artifact_id": 123,
                 *         "token": "0b4b1c3e-7a7c-4a55-9d0e-1f2f6f2f8a01",
                 *         "lease_seconds": 30
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["LedgerCall"];
            };
        };
        readonly responses: {
            /** @description Done; `answer` says what comes with it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LedgerAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            /**
             * @description The signature is missing or wrong, its time is too far from the server's clock, the nonce was used before,
             *     or the body is not the one that was signed.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description This server takes no reports over HTTP. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Another worker took over the artifact, or it was deleted. This worker must stop. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly Metrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The Prometheus text format. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControl"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # HELP http_requests_in_flight Requests without a complete answer.
                     *     # TYPE http_requests_in_flight gauge
                     *     http_requests_in_flight 1
                     */
                    readonly "text/plain": string;
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            /** @description This registry shows its metrics only on its own machine. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            readonly 404: components["responses"]["NotFound"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly Contract: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The OpenAPI document. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example openapi: 3.0.3 */
                    readonly "application/yaml": string;
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly RatingsRerate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description Which models, and whether to write. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RerateRequest"];
            };
        };
        readonly responses: {
            /** @description The changes, model by model. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RerateReport"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly RegistryReset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The registry is empty. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ResetDone"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            /** @description The caller is not an administrator. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly TokenList: {
        readonly parameters: {
            readonly query?: {
                /** @description Name of the account; your own by default. Another account needs the role admin. */
                readonly account?: components["schemas"]["AccountName"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The tokens. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PersonalTokens"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly TokenCreate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description Name, role and lifetime of the token. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewPersonalToken"];
            };
        };
        readonly responses: {
            /** @description The token with its secret. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IssuedPersonalToken"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 409: components["responses"]["NotNow"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly TokenDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Id of the token.
                 * @example 7
                 */
                readonly id: components["schemas"]["TokenId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The token has ended. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Unexpected"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly Tracks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The tracks. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tracks"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
}
type FlattenedDeepRequired<T> = {
    [K in keyof T]-?: FlattenedDeepRequired<T[K] extends unknown[] | undefined | null ? Extract<T[K], unknown[]>[number] : T[K]>;
};
type ReadonlyArray<T> = [
    Exclude<T, undefined>
] extends [
    unknown[]
] ? Readonly<Exclude<T, undefined>> : Readonly<Exclude<T, undefined>[]>;
export const pathsArtifactsArtifact_typeIdEventsGetResponses200HeadersXAccelBufferingValues: ReadonlyArray<FlattenedDeepRequired<paths>["/artifacts/{artifact_type}/{id}/events"]["get"]["responses"]["200"]["headers"]["X-Accel-Buffering"]> = ["no"];
export const pathsDocsFileGetParametersPathFileValues: ReadonlyArray<FlattenedDeepRequired<paths>["/docs/{file}"]["get"]["parameters"]["path"]["file"]> = ["setup.js", "swagger-ui-bundle.js", "swagger-ui.css"];
export const artifactInProgressStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ArtifactInProgress"]["status"]> = ["pending", "downloading", "rating"];
export const artifactSearchRequestSortValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ArtifactSearchRequest"]["sort"]> = ["newest", "oldest", "name", "best", "worst", "largest", "smallest"];
export const artifactStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ArtifactStatus"]> = ["pending", "downloading", "rating", "completed", "rejected", "failed"];
export const artifactTypeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ArtifactType"]> = ["model", "dataset", "code"];
export const artifactUpdateStateStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ArtifactUpdateState"]["status"]> = ["pending", "downloading", "rating", "completed", "up_to_date", "rejected", "failed"];
export const auditActionValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["AuditAction"]> = ["SIGN_IN", "SIGN_IN_REFUSED", "SIGN_OUT", "ACCOUNT_CREATE", "ACCOUNT_ROLE", "ACCOUNT_PASSWORD", "ACCOUNT_DELETE", "TOKEN_CREATE", "TOKEN_DELETE", "POLICY", "CREATE", "UPDATE", "DELETE", "DOWNLOAD", "RATE", "AUDIT", "RESET"];
export const auditEntryActionValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["AuditEntry"]["action"]> = ["CREATE", "UPDATE", "DOWNLOAD", "RATE", "AUDIT"];
export const completedArtifactStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["CompletedArtifact"]["status"]> = ["completed"];
export const completedArtifactReportStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["CompletedArtifactReport"]["status"]> = ["completed"];
export const componentValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Component"]> = ["full", "weights", "config"];
export const componentHealthIdValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ComponentHealth"]["id"]> = ["database", "object_store", "function", "hub"];
export const componentIssueSeverityValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ComponentIssue"]["severity"]> = ["warning", "error"];
export const componentStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ComponentStatus"]> = ["ok", "degraded", "critical"];
export const evidenceEffectValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Evidence"]["effect"]> = ["+", "-", "?", "i"];
export const failedArtifactStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["FailedArtifact"]["status"]> = ["failed"];
export const failureCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["FailureCode"]> = ["source_not_found", "source_gated", "source_rate_limited", "source_unavailable", "source_untrusted", "source_too_large", "already_registered", "integrity_mismatch", "storage_unavailable", "timed_out", "internal_error"];
export const firmnessValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Firmness"]> = ["robust", "tentative"];
export const garbageKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["GarbageKind"]> = ["blob", "partial", "archive", "upload"];
export const healthStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Health"]["status"]> = ["ok"];
export const ingestAcceptedStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["IngestAccepted"]["status"]> = ["pending"];
export const ledgerBlobMissingCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerBlobMissing"]["call"]> = ["LedgerBlobMissing"];
export const ledgerBlobsFindCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerBlobsFind"]["call"]> = ["LedgerBlobsFind"];
export const ledgerBlobsFoundAnswerValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerBlobsFound"]["answer"]> = ["LedgerBlobsFound"];
export const ledgerBlobsReferenceCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerBlobsReference"]["call"]> = ["LedgerBlobsReference"];
export const ledgerBlobsStoredCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerBlobsStored"]["call"]> = ["LedgerBlobsStored"];
export const ledgerClaimCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerClaim"]["call"]> = ["LedgerClaim"];
export const ledgerClaimedAnswerValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerClaimed"]["answer"]> = ["LedgerClaimed"];
export const ledgerCompleteCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerComplete"]["call"]> = ["LedgerComplete"];
export const ledgerDatasetOfferCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerDatasetOffer"]["call"]> = ["LedgerDatasetOffer"];
export const ledgerDatasetOfferedAnswerValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerDatasetOffered"]["answer"]> = ["LedgerDatasetOffered"];
export const ledgerDocumentPartCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerDocumentPart"]["call"]> = ["LedgerDocumentPart"];
export const ledgerDocumentReadCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerDocumentRead"]["call"]> = ["LedgerDocumentRead"];
export const ledgerDocumentTextAnswerValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerDocumentText"]["answer"]> = ["LedgerDocumentText"];
export const ledgerDoneAnswerValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerDone"]["answer"]> = ["LedgerDone"];
export const ledgerFailCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerFail"]["call"]> = ["LedgerFail"];
export const ledgerHandOverCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerHandOver"]["call"]> = ["LedgerHandOver"];
export const ledgerLinkKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerLink"]["kind"]> = ["parent", "dataset", "code"];
export const ledgerMoveCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerMove"]["call"]> = ["LedgerMove"];
export const ledgerMoveToValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerMove"]["to"]> = ["downloading", "rating"];
export const ledgerParentScoreCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerParentScore"]["call"]> = ["LedgerParentScore"];
export const ledgerParentScoredAnswerValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerParentScored"]["answer"]> = ["LedgerParentScored"];
export const ledgerPinCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerPin"]["call"]> = ["LedgerPin"];
export const ledgerPinnedAnswerValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerPinned"]["answer"]> = ["LedgerPinned"];
export const ledgerPostponeCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerPostpone"]["call"]> = ["LedgerPostpone"];
export const ledgerProgressCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerProgress"]["call"]> = ["LedgerProgress"];
export const ledgerReadmeCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerReadme"]["call"]> = ["LedgerReadme"];
export const ledgerRejectCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerReject"]["call"]> = ["LedgerReject"];
export const ledgerReleaseCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerRelease"]["call"]> = ["LedgerRelease"];
export const ledgerRenewCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerRenew"]["call"]> = ["LedgerRenew"];
export const ledgerRetryLaterCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerRetryLater"]["call"]> = ["LedgerRetryLater"];
export const ledgerShareExchangeCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerShareExchange"]["call"]> = ["LedgerShareExchange"];
export const ledgerShareExchangedAnswerValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerShareExchanged"]["answer"]> = ["LedgerShareExchanged"];
export const ledgerShareGiveBackCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerShareGiveBack"]["call"]> = ["LedgerShareGiveBack"];
export const ledgerShareJoinCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerShareJoin"]["call"]> = ["LedgerShareJoin"];
export const ledgerShareJoinedAnswerValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerShareJoined"]["answer"]> = ["LedgerShareJoined"];
export const ledgerShareOpenedAnswerValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerShareOpened"]["answer"]> = ["LedgerShareOpened"];
export const ledgerSharePlanCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerSharePlan"]["call"]> = ["LedgerSharePlan"];
export const ledgerShareReportCallValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerShareReport"]["call"]> = ["LedgerShareReport"];
export const ledgerShareReportedAnswerValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerShareReported"]["answer"]> = ["LedgerShareReported"];
export const ledgerSourceHostValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerSourceHost"]> = ["huggingface", "github"];
export const lineageEdgeRelationshipValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LineageEdge"]["relationship"]> = ["base_model", "dataset", "code"];
export const manifestFileKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ManifestFile"]["kind"]> = ["file", "lfs_pointer", "submodule", "symlink"];
export const metricDetailsStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MetricDetails"]["status"]> = ["scored", "absent", "unknown", "not_applicable"];
export const metricNameValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MetricName"]> = ["ramp_up_time", "bus_factor", "performance_claims", "license", "dataset_and_code_score", "dataset_quality", "code_quality", "reproducibility", "reviewedness", "tree_score", "size_score"];
export const progressStageValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Progress"]["stage"]> = ["queued", "resolve", "evidence", "rate", "gate", "transfer", "scan", "archive", "settle", "done"];
export const ratingDetailsDecisionDecisionValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RatingDetails"]["decision"]["decision"]> = ["accept", "reject", "defer"];
export const ratingDetailsVerdictValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RatingDetails"]["verdict"]> = ["accept", "reject", "deferred"];
export const readyStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Ready"]["status"]> = ["ready"];
export const rejectedArtifactStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RejectedArtifact"]["status"]> = ["rejected"];
export const roleValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Role"]> = ["reader", "publisher", "admin"];
export const scanFindingSeverityValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ScanFinding"]["severity"]> = ["unsafe", "suspicious", "info"];
export const timelineEntryUnitValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["TimelineEntry"]["unit"]> = ["seconds"];
export const trackValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Track"]> = ["Performance track", "Access control track", "High assurance track", "Other Security track"];
export const webhookDeliveryStateValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WebhookDelivery"]["state"]> = ["pending", "delivered", "abandoned"];
export const componentsParametersAuditOrderValues: ReadonlyArray<FlattenedDeepRequired<components>["parameters"]["AuditOrder"]> = ["oldest", "newest"];
export const componentsHeadersNoSniffValues: ReadonlyArray<FlattenedDeepRequired<components>["headers"]["NoSniff"]> = ["nosniff"];
