// Written by "npm run generate" from openapi.yaml and internal.yaml. Do not edit.
export interface paths {
    readonly "/account": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who is calling, with which role */
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
         * Changes the caller's own password
         * @description Needs a sign-in token and the current password. A password that is easy to guess is refused. Every token of the account ends, sign-in and personal ones,
         *     that of this request included, within two seconds on every server: sign in again.
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
         * Who may sign in
         * @description In the order of the names, a page at a time.
         */
        readonly get: operations["AccountList"];
        readonly put?: never;
        /**
         * Lets somebody sign in
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
         * Gives an account another role, another password, or both
         * @description Setting a password, and making an administrator, needs a sign-in token; the own password is changed by
         *     `PUT /account/password`. Another role counts, and another password ends every token of the account, at once on the server that answers
         *     and within two seconds on every other. The last administrator keeps the role.
         */
        readonly put: operations["AccountUpdate"];
        readonly post?: never;
        /**
         * Removes an account
         * @description Its tokens end; the artifacts that it brought in stay. The last administrator cannot be removed.
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
         * Accepts a link for ingest
         * @description Commits the artifact as `pending` and answers 202 at once. Poll `GET /artifacts/{artifact_type}/{id}`.
         *     A registry without asynchronous ingest answers when the ingest has ended: 201, or 424 when the model was
         *     rejected or the ingest failed.
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
         * Who did what to an artifact
         * @description Oldest first. Who brought the artifact in and administrators see every name; others see their own and
         *     `(hidden)`. Reading it is itself recorded, before it is answered, when reading begins at the first page;
         *     further pages add no entry. Pages as in `POST /artifacts`, but of 1000 entries when `limit` is
         *     missing.
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
         * Size of the download, alone or with its dependencies
         * @description In megabytes of 1,000,000 bytes. With `dependency=true` the answer also holds everything in the registry that
         *     the artifact was made from (parents, datasets, code, over all generations), each counted once; what is declared
         *     but not in the registry costs nothing here. 404 until the artifact is completed.
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
         * Artifacts with exactly this name
         * @description All artifacts that can be downloaded and have this name, of any type, in the order of the ids; letters count
         *     as they are written. Pages as in `POST /artifacts`, but of 1000 when `limit` is missing.
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
         * Artifacts whose name or README matches a regular expression
         * @description Searches the names and the README texts of all artifacts that can be downloaded, in the order of the ids. Pages
         *     as in `POST /artifacts`, but of 1000 when `limit` is missing.
         *
         *     The expression may match anywhere unless it is anchored with `^` and `$`, which mean the ends of the whole text.
         *     It is written as PostgreSQL's advanced regular expressions: groups, alternatives, classes, `\d \s \w \b`, greedy
         *     and lazy repeats, lookaround and back references as usual; `(?i)` in front ignores case. An expression that is
         *     not valid, or that takes too long, is a 400 that says so: literal parts of three characters or more make a
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
         * May a project on GitHub fine-tune this model and use the result?
         * @description Compares the licence that GitHub states for the project with those of the model and of its declared parents;
         *     the strictest decides. True when fine-tuning with inference is allowed, with or without obligations. A project
         *     or a model without a readable licence allows nothing. An engineering judgement, not legal advice.
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
         * What a model was made from, and what was made from it
         * @description From the model's own metadata: declared parents, datasets and code, over all generations that the registry
         *     holds, and the models in the registry that declare this one as a parent. What is declared but not in the
         *     registry is an external node. 404 until the model is completed.
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
         * The rating of a model
         * @description 404 until a rating exists. Scores that could not be computed carry the value used in the mean; `rating_details` tells which.
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
         * Artifacts by name and type, page by page
         * @description Everything that any of the queries names, each artifact once, in the order of the ids. Listed is what can be
         *     downloaded: admitted artifacts that are not deleted.
         *
         *     A page holds 100 artifacts or `limit`. While there is more, the header `offset` names the next page: send it
         *     back as the query parameter `offset` with the same queries. On the last page the header is missing. An artifact
         *     never appears on two pages, whatever is added meanwhile.
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
        /** Status, progress, verdict and, once completed, the download link */
        readonly get: operations["ArtifactRetrieve"];
        /**
         * Ingests the newer revision under the same id
         * @description For who brought the artifact in, and administrators. The present revision is served, unchanged, until the newer
         *     one has passed everything that an ingest passes; then manifest, download, rating and status switch to it at
         *     once. When the newer one does not pass, nothing changes. `update` of the artifact tells how it stands, and
         *     whether there was anything newer; how it ended is reported to the `callback_url` of the artifact, if it has one.
         *     Without a link the revision that was asked for before is looked at again; the
         *     link may name another revision of the same repository.
         */
        readonly put: operations["ArtifactUpdate"];
        readonly post?: never;
        /**
         * Deletes an artifact
         * @description For who brought the artifact in, and administrators. A running ingest or update ends. From the answer on every
         *     operation that names the artifact answers 404 and the link may be posted again. Its archive, and the files that
         *     no other artifact holds, are taken away within a minute, or once a worker that is cut off has lost its claim.
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
         * Reports to the callback address of the request
         * @description The newest hundred, newest first. Shown to who brought the artifact in and to administrators.
         *
         *     A report is a `POST` of a `WebhookReport` when the artifact becomes `completed`, `rejected` or `failed`, and
         *     whenever an update of it ended, which `artifact.update` then tells of (also that there was nothing newer). It has the
         *     headers `X-Gatehouse-Delivery` (its id) and `X-Gatehouse-Signature: t=<seconds since 1970>,v1=<hex>`, where `v1`
         *     is the HMAC-SHA256 of `<t>.<body>` under the secret that the registry and the receiver share. Any 2xx takes it.
         *     Everything else is tried again after growing pauses: a report may come more than once, always with the same id.
         *     Redirects are not followed.
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
         * Redirects to the archive, or streams a part of it
         * @description Without `component`: 302 to a signed address of the whole zip, valid for a short time and never stored.
         *     With `component`: a zip with only these files, streamed by the registry. 404 until the artifact is completed.
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
         * The status object whenever it changes, until it is final
         * @description Server-sent events: each `data` is the object that `GET /artifacts/{artifact_type}/{id}` answers with, each `id`
         *     names that state. The first event comes at once, the stream ends after `completed`, `rejected` or `failed`, or
         *     when the artifact is deleted; an update that runs is followed to its end. Changes in quick succession, and those that a slow reader missed, come as one
         *     event with the newest state. Comment lines every 15 seconds (by default) show that the stream lives.
         *
         *     A stream may end before the artifact is final: the server stops, or the stream is an hour old. Ask again with
         *     `Last-Event-ID`, as `EventSource` does by itself: the state that it names is not sent again, and when it was the
         *     final one the answer is 204.
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
         * Every file with its size and digests
         * @description The manifest equals the zip's central directory and, for files with content, the tree of the source at the
         *     pinned commit. 404 until the artifact is completed.
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
         * How many artifacts a search finds, by type, status, licence and owner
         * @description The counts of a field leave the filter on that very field aside: they say how many artifacts each other choice
         *     would find.
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
         * Artifacts of every status, filtered and sorted, page by page
         * @description Unlike `POST /artifacts` this also finds artifacts that are being ingested, were rejected or failed. An artifact
         *     is found when it meets every field of the filter; without a filter all of them are found.
         *
         *     A page holds 100 artifacts or `limit`. While there is more, the header `offset` names the next page: send it
         *     back as the query parameter `offset` with the same body. On the last page the header is missing.
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
         * What happened in the whole registry
         * @description Oldest first: sign-ins, accounts, tokens, policy, artifacts, downloads and resets. Entries are never changed or
         *     removed and outlive what they tell of. Each carries the hash of the one before it, so that a copy of `hash` from
         *     elsewhere shows whether the log up to that entry is still the same. Reading is itself recorded when it begins at
         *     the first page. Pages as in `POST /artifacts`, but of 1000 entries when `limit` is missing.
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
         * Signs in and answers with a token
         * @description The token goes into every other request, either as `X-Authorization: bearer <token>` or as
         *     `Authorization: Bearer <token>`. The answer is the header value, scheme included.
         */
        readonly put: operations["Authenticate"];
        readonly post?: never;
        /**
         * Ends the sign-in token of this request
         * @description Takes effect at once on the server that answers and within two seconds on every other. A personal token is
         *     refused here: `DELETE /tokens/{id}` ends it.
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
         * This document as a page for people
         * @description Made of the registry's own files only; works without any other network.
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
        /** A file of that page */
        readonly get: operations["DocumentationFile"];
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
         * Says that the process is alive
         * @description Answers without touching the database or the object store.
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
         * How each part is that the registry works with
         * @description Always 200; `status` says how things are as a whole: `down` without the database or the object store, `degraded`
         *     when a part is slow or another part is down. Every part is looked at side by side and in bounded time; a result
         *     is shown again for five seconds, however often it is asked for.
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
         * Says whether requests should be sent here
         * @description Ready means that the database and the object store answer, the database is prepared and the server is not
         *     stopping. A server that is not ready is alive all the same and becomes ready by itself. Looked at once a second
         *     at most, within two seconds.
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
         *     `LedgerDatasetOffer` is fenced by the token of the claim: 409 when another worker took over. Every call may be
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
         * Measurements for Prometheus
         * @description Needs no token, so that a collector gets an answer while the database is away: it names operations and counts,
         *     no artifact and no account. By default only callers on the registry's own machine are answered, and nobody for
         *     whom a proxy speaks; the registry's operator may let everyone read it or switch it off.
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
         * @description The contract that the server was built from, for generators of clients.
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
         * Rates stored models again
         * @description From the facts that were stored with their ratings, under the policy and the threshold that count now; nothing
         *     is fetched. A dry run only says what would change. Otherwise changed ratings and verdicts count from here on,
         *     older ratings are kept, and a model that would not be admitted any more stays on offer with that verdict: this
         *     operation deletes nothing. Goes through the models by id, a page at a time.
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
         * Empties the registry
         * @description Removes every artifact, rating and personal token, everything in the object store, and every account but the
         *     configured administrator, or the caller when that account is no administrator. Running ingests end. The audit
         *     log stays and says so. There is no way back, and nothing is asked twice.
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
        /** The personal tokens of an account */
        readonly get: operations["TokenList"];
        readonly put?: never;
        /**
         * Makes a personal token for a program
         * @description The answer shows the token this once; the registry keeps only its hash. It goes into requests like a sign-in
         *     token. Its role is at most that of its maker, and falls with it. It ends when it expires, by
         *     `DELETE /tokens/{id}`, when the account's password is changed, and with the account. Needs a sign-in token.
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
         * Ends a personal token
         * @description One's own; with the role admin, anybody's. Takes effect within two seconds on every server.
         */
        readonly delete: operations["TokenDelete"];
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
             * @description When it was made.
             */
            readonly created_at: string;
            /**
             * @description Name to sign in with.
             * @example ada
             */
            readonly name: string;
            /**
             * Format: date-time
             * @description Tokens from before are void.
             */
            readonly password_changed_at: string;
            readonly role: components["schemas"]["Role"];
        };
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
            /** @description In the order of the names. */
            readonly accounts: readonly components["schemas"]["Account"][];
            /** @description The `after` of the next page, null when there is none. */
            readonly next: string | null;
        };
        readonly Advice: {
            /** @description What it could add to the net score at most. */
            readonly gain: number;
            readonly metric: components["schemas"]["MetricName"];
            /**
             * @description One plain sentence.
             * @example Adding a licence would add up to 0.15 to the net score.
             */
            readonly text: string;
        };
        /** @description The whole zip. */
        readonly Archive: {
            readonly bytes: components["schemas"]["Bytes"];
            readonly crc32: components["schemas"]["Crc32"];
            /** @description SHA-256 of the zip, null when it could only be had by reading gigabytes back; then the CRC and the manifest's digests are the record. */
            readonly sha256: string | null;
        };
        readonly Artifact: {
            /**
             * Format: date-time
             * @description When the link was accepted.
             */
            readonly created_at: string;
            readonly data: components["schemas"]["ArtifactData"];
            readonly failure?: components["schemas"]["Failure"];
            readonly metadata: components["schemas"]["ArtifactMetadata"];
            /**
             * @description The account that posted the link. Shown to that account and to administrators.
             * @example ada
             */
            readonly posted_by?: string;
            readonly progress: components["schemas"]["Progress"];
            readonly revision: components["schemas"]["Revision"];
            readonly status: components["schemas"]["ArtifactStatus"];
            /** @description The status in one sentence for a person. */
            readonly status_message: string;
            readonly update?: components["schemas"]["ArtifactUpdateState"];
            /**
             * Format: date-time
             * @description When anything of this object last changed.
             */
            readonly updated_at: string;
            readonly verdict?: components["schemas"]["Verdict"];
        };
        readonly ArtifactCost: {
            /**
             * @description Megabytes of the artifact alone; only with `dependency=true`.
             * @example 412.5
             */
            readonly standalone_cost?: number;
            /**
             * @description Megabytes of the artifact and, with `dependency=true`, of everything that it was made from.
             * @example 1255.25
             */
            readonly total_cost: number;
        };
        /**
         * @description Keyed by the ids of the artifacts.
         * @example {
         *       "123": {
         *         "standalone_cost": 412.5,
         *         "total_cost": 1255.25
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
            /** @description How many of them are being ingested, or wait. */
            readonly unfinished: number;
        };
        readonly ArtifactData: {
            readonly archive?: components["schemas"]["Archive"];
            /**
             * Format: uri
             * @description Signed address of the zip; only when completed. Signed anew at every read.
             */
            readonly download_url?: string;
            /**
             * @description The link in its canonical form.
             * @example https://huggingface.co/google-bert/bert-base-uncased
             */
            readonly url: string;
        };
        /**
         * @example {
         *       "artifact_id": 123,
         *       "message": "Deleted. Files that no other artifact needs are being removed."
         *     }
         */
        readonly ArtifactDeleted: {
            readonly artifact_id: components["schemas"]["ArtifactId"];
            /** @description What happens next. */
            readonly message: string;
        };
        /** @description What an artifact has to meet; missing fields ask for nothing. */
        readonly ArtifactFilter: {
            /** @description Only these artifacts. */
            readonly ids?: readonly components["schemas"]["ArtifactId"][];
            /** @description Any of these licences, as `ArtifactSummary.license` names them. */
            readonly licenses?: readonly string[];
            /** @description Net score at most; finds nothing without a score. */
            readonly max_score?: number;
            /** @description Net score at least; finds nothing without a score. */
            readonly min_score?: number;
            /** @description Only what the caller's account posted. */
            readonly mine?: boolean;
            /** @description Any of these owners of the repository, as `ArtifactSummary.owner` names them. */
            readonly owners?: readonly string[];
            /** @description Any of these statuses. */
            readonly statuses?: readonly components["schemas"]["ArtifactStatus"][];
            /**
             * @description Words between spaces. Each has to occur in the name or the repository, or to begin a word of the README of
             *     an admitted artifact. Case does not matter.
             * @example bert
             */
            readonly text?: string;
            /** @description Any of these types. */
            readonly types?: readonly components["schemas"]["ArtifactType"][];
            /**
             * @description Artifacts of the repository that this link names, at any revision.
             * @example https://huggingface.co/google-bert/bert-base-uncased
             */
            readonly url?: string;
        };
        /**
         * Format: int64
         * @description The number that the registry gave to the artifact.
         * @example 123
         */
        readonly ArtifactId: number;
        readonly ArtifactMetadata: {
            readonly id: components["schemas"]["ArtifactId"];
            /**
             * @description Name in the registry.
             * @example bert-base-uncased
             */
            readonly name: string;
            readonly type: components["schemas"]["ArtifactType"];
        };
        /** @description Artifacts in the order of their ids. */
        readonly ArtifactPage: readonly components["schemas"]["ArtifactMetadata"][];
        /** @description The answer holds what any of them names. */
        readonly ArtifactQueries: readonly components["schemas"]["ArtifactQuery"][];
        readonly ArtifactQuery: {
            /**
             * @description An exact name, or `*` for every name.
             * @example *
             */
            readonly name: string;
            /** @description Types that are wanted; all of them when missing or empty. */
            readonly types?: readonly components["schemas"]["ArtifactType"][];
        };
        readonly ArtifactRegEx: {
            /**
             * @description What a name or a README has to match.
             * @example (?i)bert.*uncased
             */
            readonly regex: string;
        };
        readonly ArtifactSearchRequest: {
            readonly filter?: components["schemas"]["ArtifactFilter"];
            /**
             * @description `newest` and `oldest` by the time of the post; `best` and `worst` by net score; `largest` and `smallest` by
             *     the size of all files. What has no score or size counts as the smallest.
             * @default newest
             * @enum {string}
             */
            readonly sort: "newest" | "oldest" | "name" | "best" | "worst" | "largest" | "smallest";
        };
        /**
         * @description `pending` accepted, waits for the ingest function; `downloading` files are being copied, verified and
         *     archived; `rating` the final verdict is made; `completed` can be downloaded; `rejected` the rating or the scan
         *     did not pass, nothing was kept; `failed` see `failure`.
         * @enum {string}
         */
        readonly ArtifactStatus: "pending" | "downloading" | "rating" | "completed" | "rejected" | "failed";
        readonly ArtifactSummary: {
            /**
             * Format: int64
             * @description Size of all files, null until the listing is complete.
             */
            readonly bytes_total: number | null;
            /**
             * Format: date-time
             * @description When the link was accepted.
             */
            readonly created_at: string;
            /**
             * @description Identifier of the licence that counts; null when none is known. Models only.
             * @example apache-2.0
             */
            readonly license: string | null;
            readonly metadata: components["schemas"]["ArtifactMetadata"];
            readonly net_score: components["schemas"]["NullableScore"];
            /**
             * @description Who the repository belongs to at its source; null for repositories without an owner.
             * @example google-bert
             */
            readonly owner: string | null;
            readonly progress: components["schemas"]["Progress"];
            readonly status: components["schemas"]["ArtifactStatus"];
            /** @description The status in one sentence for a person. */
            readonly status_message: string;
            /** @description What the net score was compared with. */
            readonly threshold: number | null;
            /**
             * Format: date-time
             * @description When anything of this object last changed.
             */
            readonly updated_at: string;
            /** @description Whether an update of the artifact runs. */
            readonly updating: boolean;
            /** @description The link in its canonical form. */
            readonly url: string;
        };
        /**
         * @description What kind of artifact this is.
         * @enum {string}
         */
        readonly ArtifactType: "model" | "dataset" | "code";
        readonly ArtifactUpdateRequest: {
            readonly data?: components["schemas"]["ArtifactData"];
            readonly metadata?: components["schemas"]["ArtifactMetadata"];
            /** @description A link to the same repository; it may name another revision. */
            readonly url?: string;
        };
        /** @description The last update, running or ended. Absent when there never was one. */
        readonly ArtifactUpdateState: {
            readonly failure?: components["schemas"]["Failure"];
            /** @description The state in one sentence for a person. */
            readonly message: string;
            readonly progress?: components["schemas"]["Progress"];
            /** @description The account that asked for it. */
            readonly requested_by: string;
            readonly revision: components["schemas"]["Revision"];
            /**
             * Format: date-time
             * @description When it was accepted.
             */
            readonly started_at: string;
            /**
             * @description As for an ingest; `up_to_date`: the source had nothing newer. The artifact holds the new revision only with `completed`.
             * @enum {string}
             */
            readonly status: "pending" | "downloading" | "rating" | "completed" | "up_to_date" | "rejected" | "failed";
            /**
             * Format: date-time
             * @description When anything of it last changed.
             */
            readonly updated_at: string;
            readonly verdict?: components["schemas"]["Verdict"];
        };
        /**
         * @description `POLICY`: the registry began to work under another rating policy, threshold or `AUTH_MODE`; `DOWNLOAD`: a link to an archive was handed out, or files were streamed; `AUDIT`: this log was read.
         * @enum {string}
         */
        readonly AuditAction: "SIGN_IN" | "SIGN_IN_REFUSED" | "SIGN_OUT" | "ACCOUNT_CREATE" | "ACCOUNT_ROLE" | "ACCOUNT_PASSWORD" | "ACCOUNT_DELETE" | "TOKEN_CREATE" | "TOKEN_DELETE" | "POLICY" | "CREATE" | "UPDATE" | "DELETE" | "DOWNLOAD" | "RATE" | "AUDIT" | "RESET";
        readonly AuditEntry: {
            /**
             * @description What was done.
             * @enum {string}
             */
            readonly action: "CREATE" | "UPDATE" | "DOWNLOAD" | "RATE" | "AUDIT";
            readonly artifact: components["schemas"]["ArtifactMetadata"];
            /**
             * Format: date-time
             * @description When.
             */
            readonly date: string;
            /** @description Who did it. */
            readonly user: {
                /** @description Whether the account is an administrator now; false when hidden. */
                readonly is_admin: boolean;
                /**
                 * @description Account name; `(hidden)` for a name that the reader may not see, `(registry)` for the registry itself.
                 * @example admin
                 */
                readonly name: string;
            };
        };
        /** @description SHA-256 over the entry and the hash of the one before it, lower-case hex. */
        readonly AuditHash: string;
        readonly AuditRecord: {
            /**
             * @description Who did it; null for the registry itself and for somebody who was not signed in.
             * @example ada
             */
            readonly account: string | null;
            readonly action: components["schemas"]["AuditAction"];
            /**
             * @description Network address that it was done from; null when it was not done over HTTP.
             * @example 192.0.2.7
             */
            readonly address: string | null;
            /** @description What it was done to, as it was then. */
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
             */
            readonly date: string;
            /**
             * @description More about it.
             * @example from reader to publisher
             */
            readonly detail: string | null;
            readonly hash: components["schemas"]["AuditHash"];
            /**
             * Format: int64
             * @description Place in the log, from 1 without a gap.
             * @example 42
             */
            readonly id: number;
            /** @description Whether that account is an administrator now. */
            readonly is_admin: boolean;
            readonly previous_hash: components["schemas"]["AuditHash"];
            /**
             * @description The account that it was done to.
             * @example grace
             */
            readonly subject: string | null;
        };
        readonly AuthenticationRequest: {
            readonly secret: {
                /**
                 * Format: password
                 * @description The account's password.
                 */
                readonly password: string;
            };
            readonly user: {
                /** @description Accepted for compatibility; the account decides. */
                readonly is_admin?: boolean;
                /**
                 * @description Account name.
                 * @example admin
                 */
                readonly name: string;
            };
        };
        /**
         * @description The value for the header, scheme included.
         * @example bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJl
         */
        readonly AuthenticationToken: string;
        /**
         * @example {
         *       "detail": "body/url must have at least 1 character",
         *       "errors": [
         *         {
         *           "path": "body/url",
         *           "message": "must have at least 1 character"
         *         }
         *       ]
         *     }
         */
        readonly BadRequest: {
            readonly detail: components["schemas"]["Detail"];
            /** @description Each fault with the place where it is. */
            readonly errors?: readonly {
                /**
                 * @description What is wrong there.
                 * @example must be a link to huggingface.co
                 */
                readonly message: string;
                /**
                 * @description Where, as `body/url`, `path/id`, `query/component`.
                 * @example body/url
                 */
                readonly path: string;
            }[];
        };
        /** @description Where the score would lie if everything unread were worst or best. */
        readonly Bounds: {
            readonly hi: components["schemas"]["Score"];
            readonly lo: components["schemas"]["Score"];
        };
        /**
         * Format: int64
         * @description A size in bytes.
         * @example 440449768
         */
        readonly Bytes: number;
        readonly Caller: {
            /**
             * Format: date-time
             * @description When the sign-in token of this request ends; null for a personal token, or where nobody signs in.
             */
            readonly expires_at: string | null;
            /**
             * @description The account.
             * @example ada
             */
            readonly name: string;
            readonly role: components["schemas"]["Role"];
        };
        /**
         * @description `weights`: files that hold parameters; `config`: configuration, tokenizer, card and licence; `full`: every file.
         * @enum {string}
         */
        readonly Component: "full" | "weights" | "config";
        readonly ComponentHealth: {
            /** @description The last thing that was wrong since this server started, though it may be well again. */
            readonly last_error: {
                /**
                 * Format: date-time
                 * @description When it was seen.
                 */
                readonly at: string;
                /**
                 * @description The kind of the fault.
                 * @example It did not answer within 3 s
                 */
                readonly message: string;
            } | null;
            /**
             * @description How long the look at it took.
             * @example 0.004
             */
            readonly latency_seconds: number;
            readonly status: components["schemas"]["ComponentStatus"];
        };
        readonly ComponentsHealth: {
            /**
             * Format: date-time
             * @description When the looks began.
             */
            readonly checked_at: string;
            /** @description Each part by its name; `function` is well by itself in a registry that ingests within the request. */
            readonly components: {
                readonly database: components["schemas"]["ComponentHealth"];
                readonly function: components["schemas"]["ComponentHealth"];
                readonly hub: components["schemas"]["ComponentHealth"];
                readonly object_store: components["schemas"]["ComponentHealth"];
            };
            /** @description Ingests that wait for a worker, updates of artifacts included. */
            readonly queue: {
                /**
                 * @description How many; null when they could not be counted.
                 * @example 3
                 */
                readonly depth: number | null;
                /**
                 * @description How long the one waits that waits longest, null when none does.
                 * @example 0.8
                 */
                readonly oldest_pending_seconds: number | null;
            };
            readonly status: components["schemas"]["ComponentStatus"];
        };
        /**
         * @description `degraded`: it works, but slowly or not in every way; `down`: it does not.
         * @enum {string}
         */
        readonly ComponentStatus: "ok" | "degraded" | "down";
        /**
         * @example {
         *       "detail": "This link is registered already as model 123",
         *       "existing_id": 123,
         *       "status": "completed"
         *     }
         */
        readonly Conflict: {
            readonly detail: components["schemas"]["Detail"];
            readonly existing_id: components["schemas"]["ArtifactId"];
            readonly status: components["schemas"]["ArtifactStatus"];
        };
        /** @description How many. */
        readonly Count: number;
        /** @description The most frequent values, most frequent first. */
        readonly CountsByValue: readonly {
            readonly count: components["schemas"]["Count"];
            /**
             * @description The value.
             * @example model
             */
            readonly value: string;
        }[];
        /**
         * @description CRC-32 (zlib polynomial), lower-case hex.
         * @example 0d4a1185
         */
        readonly Crc32: string;
        /**
         * Format: uuid
         * @description The same in every attempt.
         * @example 8c6f0c46-2a4b-4d57-9f3e-0f5f6c2d7a11
         */
        readonly DeliveryId: string;
        /** @description What went wrong, in one or two plain sentences. */
        readonly Detail: string;
        /**
         * @description The stage whose output it is, or `settle/<name>` for what goes with the end of an ingest.
         * @example transfer
         */
        readonly DocumentName: string;
        readonly Evidence: {
            /**
             * @description Kind of the evidence.
             * @example LIC_YAML
             */
            readonly code: string;
            /**
             * @description Raises, lowers, could not be read, or is information only.
             * @enum {string}
             */
            readonly effect: "+" | "-" | "?" | "i";
            /** @description What it was worth within the metric. */
            readonly points: number;
            /**
             * @description Where it was found.
             * @example README.md
             */
            readonly source: string;
            /**
             * @description One plain sentence.
             * @example The model card declares the licence apache-2.0.
             */
            readonly text: string;
        };
        readonly Failure: {
            readonly code: components["schemas"]["FailureCode"];
            readonly detail: components["schemas"]["Detail"];
            /** @description Finds the cause in the log. */
            readonly reference?: string;
            /** @description Whether posting the link again can help. */
            readonly retryable: boolean;
        };
        /**
         * @description `source_not_found` repository, revision or file does not exist; `source_gated` the source asks for a permission
         *     that the configured token lacks; `source_rate_limited` the source refused further requests for longer than the
         *     registry may wait; `source_unavailable` the source did not answer properly; `source_untrusted` a redirect
         *     outside the trusted hosts, or an unsafe or colliding path in the listing; `source_too_large` over the
         *     configured limit; `already_registered` the link leads to a repository and revision that another artifact holds,
         *     as only the source could tell; `integrity_mismatch` bytes do not match their published hash or size; `storage_unavailable`
         *     the object store or the database did not answer; `timed_out` the time budget ended; `internal_error` a mistake
         *     of the registry, with a reference into its log.
         * @enum {string}
         */
        readonly FailureCode: "source_not_found" | "source_gated" | "source_rate_limited" | "source_unavailable" | "source_untrusted" | "source_too_large" | "already_registered" | "integrity_mismatch" | "storage_unavailable" | "timed_out" | "internal_error";
        /**
         * @example {
         *       "status": "ok"
         *     }
         */
        readonly Health: {
            /**
             * @description The process answers.
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
            /** @description What happens next. */
            readonly message: string;
            /**
             * @description The artifact waits for the ingest function.
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
        readonly IngestRequest: {
            /**
             * @description Where to report how the ingest, and every later update of the artifact, ended: an https address of a public
             *     host at port 443 or 8443, without credentials. What is sent is described at `GET /artifacts/{artifact_type}/{id}/deliveries`. A registry that sends no reports refuses it.
             * @example https://ci.example.com/hooks/gatehouse?build=17
             */
            readonly callback_url?: string;
            /**
             * @description Name in the registry; by default the last part of the link.
             * @example bert-base-uncased
             */
            readonly name?: string;
            /**
             * @description The link to the repository. Models: `https://huggingface.co/<owner>/<name>`; datasets:
             *     `https://huggingface.co/datasets/<owner>/<name>`; code: `https://huggingface.co/spaces/<owner>/<name>`; code and
             *     datasets: `https://github.com/<owner>/<repository>`. Clone addresses, `/tree/<ref>/<folder>`,
             *     `/blob/<ref>/<path>`, a trailing slash and a query are understood. The source decides where the ref ends; the
             *     folder is ignored, as the message of the artifact then says.
             * @example https://huggingface.co/google-bert/bert-base-uncased
             */
            readonly url: string;
        };
        readonly IssuedPersonalToken: {
            /**
             * @description Whose it is.
             * @example ada
             */
            readonly account: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When it ends.
             */
            readonly expires_at: string;
            readonly id: components["schemas"]["TokenId"];
            /**
             * Format: date-time
             * @description Null for a new token.
             */
            readonly last_used_at: string | null;
            /**
             * @description What it is for.
             * @example nightly build
             */
            readonly name: string;
            readonly role: components["schemas"]["Role"];
            /**
             * @description The secret, shown this once.
             * @example hf_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcd
             */
            readonly token: string;
        };
        /**
         * Format: double
         * @description Seconds that it took to compute.
         */
        readonly Latency: number;
        /**
         * @description How long the worker may be silent.
         * @example 30
         */
        readonly LeaseSeconds: number;
        /** @description What a call is answered with. */
        readonly LedgerAnswer: components["schemas"]["LedgerDone"] | components["schemas"]["LedgerClaimed"] | components["schemas"]["LedgerDocumentText"] | components["schemas"]["LedgerBlobsFound"] | components["schemas"]["LedgerPinned"] | components["schemas"]["LedgerParentScored"] | components["schemas"]["LedgerDatasetOffered"];
        /** @description Where the zip is. */
        readonly LedgerArchive: {
            readonly bytes: components["schemas"]["Bytes"];
            /** @description CRC-32 of the zip. */
            readonly crc32: number;
            /** @description Its key in the object store. */
            readonly key: string;
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
        /** @description One call of the ingest function. */
        readonly LedgerCall: components["schemas"]["LedgerClaim"] | components["schemas"]["LedgerRenew"] | components["schemas"]["LedgerProgress"] | components["schemas"]["LedgerMove"] | components["schemas"]["LedgerPin"] | components["schemas"]["LedgerReadme"] | components["schemas"]["LedgerDocumentPart"] | components["schemas"]["LedgerDocumentRead"] | components["schemas"]["LedgerBlobsFind"] | components["schemas"]["LedgerBlobsReference"] | components["schemas"]["LedgerBlobsStored"] | components["schemas"]["LedgerBlobMissing"] | components["schemas"]["LedgerParentScore"] | components["schemas"]["LedgerDatasetOffer"] | components["schemas"]["LedgerComplete"] | components["schemas"]["LedgerReject"] | components["schemas"]["LedgerFail"] | components["schemas"]["LedgerRetryLater"] | components["schemas"]["LedgerPostpone"] | components["schemas"]["LedgerHandOver"] | components["schemas"]["LedgerRelease"];
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
        /** @description Ends this invocation; the next one goes on within the same attempt. */
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
        /**
         * Format: uuid
         * @description Token of a claim.
         * @example 0b4b1c3e-7a7c-4a55-9d0e-1f2f6f2f8a01
         */
        readonly LedgerToken: string;
        readonly LicenseCheckRequest: {
            /**
             * @description Link to the project's repository.
             * @example https://github.com/google-research/bert
             */
            readonly github_url: string;
        };
        /** @description `from` went into the making of `to`. */
        readonly LineageEdge: {
            /**
             * @description The places that name it. Parents: `base_model` and `api` (the card as written and as the Hub read it),
             *     `adapter_config`, `config`. Datasets: `metadata`, `tags`, `registry`. Code: `registry`, `readme_words`,
             *     `readme_any`.
             */
            readonly declared_in: readonly string[];
            /**
             * @description Id of a node.
             * @example https://huggingface.co/google-bert/bert-base-uncased
             */
            readonly from_node: string;
            /**
             * Format: int64
             * @description The artifact at that node, null for an external node.
             */
            readonly from_node_artifact_id: number | null;
            /**
             * @description What it was used as.
             * @enum {string}
             */
            readonly relationship: "base_model" | "dataset" | "code";
            /**
             * @description Id of a node.
             * @example artifact:124
             */
            readonly to_node: string;
            readonly to_node_artifact_id: components["schemas"]["ArtifactId"];
        };
        readonly LineageGraph: {
            /** @description What went into what. */
            readonly edges: readonly components["schemas"]["LineageEdge"][];
            /** @description The model itself and everything that an edge names. */
            readonly nodes: readonly components["schemas"]["LineageNode"][];
            /** @description True when the model has more than 1000 children; the first ones are named. */
            readonly truncated: boolean;
        };
        readonly LineageNode: {
            /**
             * Format: int64
             * @description The artifact in this registry, null for an external node.
             * @example 123
             */
            readonly artifact_id: number | null;
            /** @description True when the registry does not hold it. */
            readonly external: boolean;
            /**
             * @description Names the node within this graph.
             * @example artifact:123
             */
            readonly id: string;
            /**
             * @description Name of the artifact or of the repository.
             * @example bert-base-uncased
             */
            readonly name: string;
            readonly type: components["schemas"]["ArtifactType"];
            /**
             * @description The link to the source.
             * @example https://huggingface.co/google-bert/bert-base-uncased
             */
            readonly url: string;
        };
        readonly Manifest: {
            readonly artifact_id: components["schemas"]["ArtifactId"];
            readonly bytes_total: components["schemas"]["Bytes"];
            /** @description The commit of the source. */
            readonly commit: string;
            /** @description Sorted by the bytes of the path. */
            readonly files: readonly components["schemas"]["ManifestFile"][];
            /** @description Shards of the weights that an index or a numbered name promises and the commit lacks; left out when none is. */
            readonly missing?: readonly string[];
        };
        readonly ManifestFile: {
            readonly bytes: components["schemas"]["Bytes"];
            /** @description CRC-32 of the content; null for a submodule and a symlink. */
            readonly crc32: string | null;
            /**
             * @description `file` has its content here. `lfs_pointer`: only the pointer text was available. `submodule` and `symlink`: in the source's tree, not part of the zip.
             * @enum {string}
             */
            readonly kind: "file" | "lfs_pointer" | "submodule" | "symlink";
            /**
             * @description Full path, separated by `/`.
             * @example model.safetensors
             */
            readonly path: string;
            /** @description SHA-256 of the content; null for a submodule and a symlink. */
            readonly sha256: string | null;
        };
        readonly MetricChange: {
            readonly after: components["schemas"]["NullableScore"];
            readonly before: components["schemas"]["NullableScore"];
            readonly metric: components["schemas"]["MetricName"];
        };
        readonly MetricDetails: {
            readonly bounds: components["schemas"]["Bounds"];
            /** @description Share of the metric's own inputs that could be read. */
            readonly confidence: number;
            /** @description Weight after moving what is not applicable. */
            readonly effective_weight: number;
            /** @description What was found, where, and what it was worth. */
            readonly evidence: readonly components["schemas"]["Evidence"][];
            readonly score: components["schemas"]["NullableScore"];
            /**
             * @description `absent`: the place was readable and the thing is not there; `unknown`: the place could not be read; `not_applicable`: the question does not arise.
             * @enum {string}
             */
            readonly status: "scored" | "absent" | "unknown" | "not_applicable";
            /** @description Weight in the policy. */
            readonly weight: number;
        };
        /** @description Keyed by the name of the metric; empty for what is not rated. */
        readonly MetricDetailsByName: {
            readonly [key: string]: components["schemas"]["MetricDetails"];
        };
        /**
         * @description Name of a metric.
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
            /** @description Name of the model. */
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
             * @description -1 when no code repository is linked.
             */
            readonly reviewedness: number;
            readonly reviewedness_latency: components["schemas"]["Latency"];
            readonly size_score: components["schemas"]["SizeScore"];
            readonly size_score_latency: components["schemas"]["Latency"];
            readonly tree_score: components["schemas"]["WireScore"];
            readonly tree_score_latency: components["schemas"]["Latency"];
        };
        /**
         * @example {
         *       "name": "ada",
         *       "role": "publisher",
         *       "password": "correct horse battery staple"
         *     }
         */
        readonly NewAccount: {
            readonly name: components["schemas"]["AccountName"];
            readonly password: components["schemas"]["NewPassword"];
            readonly role: components["schemas"]["Role"];
        };
        /**
         * Format: password
         * @description Any characters. What is built from a common password or the name of the account is refused.
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
             * @description Days until it ends.
             * @default 90
             */
            readonly expires_in_days: number;
            /**
             * @description What it is for.
             * @example nightly build
             */
            readonly name: string;
            readonly role?: components["schemas"]["Role"];
        };
        readonly NotAdmitted: {
            readonly artifact: components["schemas"]["Artifact"];
            readonly detail: components["schemas"]["Detail"];
        };
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
            /** @description What the server waits for. */
            readonly reasons: readonly string[];
        };
        /** @description A score, null when none could be computed. */
        readonly NullableScore: number | null;
        /**
         * @example {
         *       "current": "correct horse battery staple",
         *       "new": "a longer phrase that nobody else uses"
         *     }
         */
        readonly PasswordChange: {
            /**
             * Format: password
             * @description The password as it is.
             */
            readonly current: string;
            readonly new: components["schemas"]["NewPassword"];
        };
        /** @description Seconds until the next attempt. */
        readonly PauseSeconds: number;
        readonly PersonalToken: {
            /**
             * @description Whose it is.
             * @example ada
             */
            readonly account: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When it ends.
             */
            readonly expires_at: string;
            readonly id: components["schemas"]["TokenId"];
            /**
             * Format: date-time
             * @description To the minute; null when it was never used.
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
            /** @description In the order in which they were made. */
            readonly tokens: readonly components["schemas"]["PersonalToken"][];
        };
        readonly PlannedBlob: {
            readonly bytes: components["schemas"]["Bytes"];
            /** @description SHA-256 of the content. */
            readonly sha256: string;
        };
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
            /** @description 0 before the first attempt. */
            readonly attempt: number;
            readonly bytes_done: components["schemas"]["Bytes"];
            /** @description Over the last 10 seconds. */
            readonly bytes_per_second: number;
            /**
             * Format: int64
             * @description Bytes that were not fetched because the registry had them.
             */
            readonly bytes_saved: number;
            /**
             * Format: int64
             * @description Size of all files, null until the listing is complete.
             */
            readonly bytes_total: number | null;
            /** @description How often this attempt went on in a new invocation. */
            readonly continuation: number;
            /**
             * @description What the stage waits for or works on.
             * @example waiting 12 s for the source's quota
             */
            readonly detail: string | null;
            /** @description Seconds left at this rate, null when unknown. */
            readonly eta_seconds: number | null;
            readonly files_done: components["schemas"]["Count"];
            /** @description Number of files, null until the listing is complete. */
            readonly files_total: number | null;
            /**
             * Format: date-time
             * @description When the worker was last heard of; null before the first.
             */
            readonly heartbeat_at: string | null;
            /** @description Share of the work done in percent. */
            readonly percent: number;
            /**
             * @description What is being done now.
             * @enum {string}
             */
            readonly stage: "queued" | "resolve" | "evidence" | "rate" | "gate" | "transfer" | "scan" | "archive" | "settle" | "done";
            /**
             * @description The stages that were entered, in this order. A stage that an earlier attempt finished is not repeated and
             *     keeps its times.
             */
            readonly stages?: readonly components["schemas"]["StageTime"][];
        };
        readonly RatingDetails: {
            /** @description What would raise the score most, most first. */
            readonly advice: readonly components["schemas"]["Advice"][];
            readonly bounds: components["schemas"]["Bounds"];
            /** @description The commit that was rated. */
            readonly commit: string;
            /** @description Share of the weight whose evidence could be read. */
            readonly coverage: number;
            /** @description What the gate made of it. */
            readonly decision: {
                /**
                 * @description Let in, turn away, or wait for what could not be read.
                 * @enum {string}
                 */
                readonly decision: "accept" | "reject" | "defer";
                /** @description True when nothing unread could change it. */
                readonly firm: boolean;
                /** @description What decided, most important first. */
                readonly reasons: readonly string[];
            };
            /** @description About the net score itself. */
            readonly evidence: readonly components["schemas"]["Evidence"][];
            /**
             * @description `robust`: what could not be read cannot turn the verdict.
             * @enum {string}
             */
            readonly firmness: "robust" | "tentative";
            /** @description SHA-256 over every fact that can change a score, and the policy version. */
            readonly inputs_hash: string;
            readonly metrics: components["schemas"]["MetricDetailsByName"];
            /** @description Which constants were used. */
            readonly policy_version: string;
            /**
             * @description The repository that was rated.
             * @example acme/clear-bert
             */
            readonly repository: string;
            /** @description Whether every metric on its own has to reach the threshold. */
            readonly strict: boolean;
            readonly threshold: components["schemas"]["Score"];
            /**
             * @description `deferred`: too little could be read.
             * @enum {string}
             */
            readonly verdict: "accept" | "reject" | "deferred";
        };
        readonly RatingSummary: {
            /** @description Whether the verdict lets the model in. */
            readonly admitted: boolean;
            readonly net_score: components["schemas"]["NullableScore"];
            /** @description Which constants were used. */
            readonly policy_version: string;
        };
        /**
         * @example {
         *       "status": "ready"
         *     }
         */
        readonly Ready: {
            /**
             * @description The server takes work.
             * @enum {string}
             */
            readonly status: "ready";
        };
        readonly RerateEntry: {
            readonly after: components["schemas"]["RatingSummary"];
            readonly artifact_id: components["schemas"]["ArtifactId"];
            readonly before: components["schemas"]["RatingSummary"];
            /** @description Whether anything changes: a score, the policy, the threshold or the verdict. */
            readonly changed: boolean;
            /** @description Metrics whose score changes. */
            readonly metrics: readonly components["schemas"]["MetricChange"][];
            /** @description Name in the registry. */
            readonly name: string;
            /** @description One plain sentence. */
            readonly note: string;
        };
        readonly RerateReport: {
            readonly applied: components["schemas"]["Count"];
            readonly changed: components["schemas"]["Count"];
            /** @description Whether nothing was written. */
            readonly dry_run: boolean;
            /** @description By id. */
            readonly entries: readonly components["schemas"]["RerateEntry"][];
            /**
             * Format: int64
             * @description The `after` of the next page, null when there is none.
             */
            readonly next: number | null;
            /** @description The policy that counts now. */
            readonly policy_version: string;
            readonly threshold: components["schemas"]["Score"];
        };
        readonly RerateRequest: {
            /**
             * Format: int64
             * @description The `next` of the page before.
             * @default 0
             */
            readonly after: number;
            /** @description These models only; by default all. */
            readonly artifact_ids?: readonly components["schemas"]["ArtifactId"][];
            /** @description Only says what would change. */
            readonly dry_run: boolean;
            /**
             * @description Models per page at most.
             * @default 50
             */
            readonly limit: number;
        };
        /**
         * @example {
         *       "message": "The registry is reset. The object store is empty."
         *     }
         */
        readonly ResetDone: {
            /** @description What was done. */
            readonly message: string;
        };
        readonly Revision: {
            /**
             * @description The commit that it was pinned to; null until the source was asked.
             * @example c0ffee0000000000000000000000000000000001
             */
            readonly commit: string | null;
            /**
             * @description Branch, tag or commit as asked for.
             * @example main
             */
            readonly requested: string;
        };
        /**
         * @description `reader` may look and download; `publisher` may also bring artifacts in and update and delete its own; `admin`
         *     may do everything.
         * @enum {string}
         */
        readonly Role: "reader" | "publisher" | "admin";
        /** @description A document that was saved under this claim before. */
        readonly SavedDocument: {
            readonly saved: components["schemas"]["DocumentName"];
        };
        readonly ScanFinding: {
            /** @description Kind of the finding. */
            readonly code: string;
            /** @description The entry inside the file. */
            readonly member?: string;
            /** @description The file. */
            readonly path: string;
            /**
             * @description `unsafe` rejects the artifact.
             * @enum {string}
             */
            readonly severity: "unsafe" | "suspicious" | "info";
            /** @description One plain sentence. */
            readonly text: string;
        };
        /** @description 0 is total failure and 1 is perfection. */
        readonly Score: number;
        /** @description The status in one sentence for a person. */
        readonly SettleMessage: string;
        /** @description How well the weights fit each device. */
        readonly SizeScore: {
            readonly aws_server: components["schemas"]["WireScore"];
            readonly desktop_pc: components["schemas"]["WireScore"];
            readonly jetson_nano: components["schemas"]["WireScore"];
            readonly raspberry_pi: components["schemas"]["WireScore"];
        };
        readonly StageTime: {
            /** @description How long it took; null while it runs. */
            readonly seconds: number | null;
            /**
             * @description A stage, as `Progress.stage` names it.
             * @example transfer
             */
            readonly stage: string;
            /**
             * Format: date-time
             * @description When it began.
             */
            readonly started_at: string;
        };
        /**
         * Format: int64
         * @description The number of a personal token.
         * @example 7
         */
        readonly TokenId: number;
        /**
         * @example {
         *       "detail": "The registry failed; quote the reference when you report it.",
         *       "reference": "01JD5F0Q7M8Y2T"
         *     }
         */
        readonly UnexpectedProblem: {
            readonly detail: components["schemas"]["Detail"];
            /**
             * @description Finds the cause in the log.
             * @example 01JD5F0Q7M8Y2T
             */
            readonly reference: string;
        };
        /** @description Why the artifact was admitted or rejected. */
        readonly Verdict: {
            /** @description True when the artifact may be used. */
            readonly admitted: boolean;
            /** @description What would raise the score most, most first. */
            readonly advice?: readonly components["schemas"]["Advice"][];
            readonly bounds: components["schemas"]["Bounds"];
            /** @description Share of the weight whose evidence could be read. */
            readonly coverage: number;
            /** @description What the scan of the files found. */
            readonly findings?: readonly components["schemas"]["ScanFinding"][];
            /**
             * @description `robust`: what could not be read cannot turn the verdict.
             * @enum {string}
             */
            readonly firmness: "robust" | "tentative";
            /**
             * @description Identifier of the licence that counts for the weights; absent when none is known.
             * @example apache-2.0
             */
            readonly license?: string;
            readonly metrics: components["schemas"]["MetricDetailsByName"];
            readonly net_score: components["schemas"]["NullableScore"];
            /** @description Which constants were used. */
            readonly policy_version: string;
            /** @description What decided, most important first. */
            readonly reasons: readonly string[];
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
             * @description Begun so far.
             * @example 1
             */
            readonly attempts: number;
            /**
             * Format: date-time
             * @description When the artifact became final.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When it was delivered or abandoned.
             */
            readonly ended_at: string | null;
            readonly id: components["schemas"]["DeliveryId"];
            /**
             * @description Why the last attempt failed; null when it did not.
             * @example The receiver answered 503
             */
            readonly last_error: string | null;
            /**
             * @description What the receiver answered last; null without an answer.
             * @example 503
             */
            readonly last_status: number | null;
            /**
             * Format: date-time
             * @description When the next attempt is due; null when there is none.
             */
            readonly next_at: string | null;
            /**
             * @description `abandoned`: every attempt failed and none is left.
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
            readonly artifact: components["schemas"]["Artifact"];
            readonly delivery_id: components["schemas"]["DeliveryId"];
        };
        /**
         * Format: double
         * @description The score; for an unknown metric the value that the mean used.
         */
        readonly WireScore: number;
    };
    responses: {
        /** @description The request does not match this document; `detail` and `errors` name what was wrong and where. */
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
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing, or not yet; `detail` says which. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description What there is already stands against it; `detail` says what. */
        readonly NotNow: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description The request body is larger than this registry reads. */
        readonly TooLarge: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description A limit was reached: requests of this token or address, failed attempts to sign in, posts or event streams of
         *     the account, or searches and password checks that wait. `detail` says which. Nothing was done.
         */
        readonly TooManyRequests: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The database or the object store does not answer at the moment, or the registry has all its hands full; `detail`
         *     says which. Nothing was done, or it is done again without harm: send the same request again.
         */
        readonly Unavailable: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description The registry made a mistake. Quote `reference` when you report it; the log has the cause. */
        readonly Unexpected: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UnexpectedProblem"];
            };
        };
        /** @description The body is not `application/json`. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description Name of an account. */
        readonly AccountName: components["schemas"]["AccountName"];
        /** @description The number that the registry gave to the artifact. */
        readonly ArtifactId: components["schemas"]["ArtifactId"];
        /** @description What kind of artifact this is. */
        readonly ArtifactType: components["schemas"]["ArtifactType"];
        /** @description Entries on a page; 1000 when missing. */
        readonly Limit: number;
        /** @description The `offset` header of the page before; missing or empty for the first page. */
        readonly Offset: string;
    };
    requestBodies: never;
    headers: {
        /** @description Whether and how long a copy may be used again. */
        readonly CacheControl: string;
        /** @description Where to look next. */
        readonly Location: string;
        /** @description The media type is what it says. */
        readonly NoSniff: "nosniff";
        /** @description Seconds after which another try can help. */
        readonly RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
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
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PasswordChange"];
            };
        };
        readonly responses: {
            /** @description The password is changed and every token of the account is void. */
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
                /** @description The `next` of the page before; none starts at the first account. */
                readonly after?: components["schemas"]["AccountName"];
                /** @description Accounts per page at most. */
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
                /** @description Name of an account. */
                readonly name: components["parameters"]["AccountName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "role": "publisher"
                 *     }
                 */
                readonly "application/json": components["schemas"]["AccountChange"];
            };
        };
        readonly responses: {
            /** @description The account as it is now. */
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
                /** @description Name of an account. */
                readonly name: components["parameters"]["AccountName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The account as it was. */
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
                /** @description What kind of artifact this is. */
                readonly artifact_type: components["parameters"]["ArtifactType"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "url": "https://huggingface.co/google-bert/bert-base-uncased"
                 *     }
                 */
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
                    readonly "application/json": components["schemas"]["Artifact"];
                };
            };
            /** @description Accepted. The ingest runs asynchronously. */
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
            /** @description This link is registered already, or is being ingested. */
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
            /** @description The ingest ran within the request and ended without an artifact; the body says why. */
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
                /** @description Entries on a page; 1000 when missing. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `offset` header of the page before; missing or empty for the first page. */
                readonly offset?: components["parameters"]["Offset"];
            };
            readonly header?: never;
            readonly path: {
                /** @description What kind of artifact this is. */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The entries, or one page of them. */
            readonly 200: {
                headers: {
                    /** @description Names the next page; missing on the last one. Opaque. */
                    readonly offset?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["AuditEntry"][];
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
                /** @description Whether dependencies are counted; false when missing. */
                readonly dependency?: boolean;
            };
            readonly header?: never;
            readonly path: {
                /** @description What kind of artifact this is. */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The costs by the ids of the artifacts. */
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
                /** @description Entries on a page; 1000 when missing. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `offset` header of the page before; missing or empty for the first page. */
                readonly offset?: components["parameters"]["Offset"];
            };
            readonly header?: never;
            readonly path: {
                /** @description Name in the registry. */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The artifacts, or one page of them. */
            readonly 200: {
                headers: {
                    /** @description Names the next page; missing on the last one. Opaque. */
                    readonly offset?: string;
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
                /** @description Entries on a page; 1000 when missing. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `offset` header of the page before; missing or empty for the first page. */
                readonly offset?: components["parameters"]["Offset"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "regex": "(?i)bert.*uncased"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ArtifactRegEx"];
            };
        };
        readonly responses: {
            /** @description The artifacts, or one page of them. */
            readonly 200: {
                headers: {
                    /** @description Names the next page; missing on the last one. Opaque. */
                    readonly offset?: string;
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
                /** @description The number that the registry gave to the artifact. */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "github_url": "https://github.com/google-research/bert"
                 *     }
                 */
                readonly "application/json": components["schemas"]["LicenseCheckRequest"];
            };
        };
        readonly responses: {
            /** @description Whether the licences fit. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": boolean;
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description There is no such model, it is not rated yet, or GitHub has no such repository; `detail` says which. */
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
            /** @description GitHub could not be asked for the project's licence; `detail` says why. */
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
                /** @description The number that the registry gave to the artifact. */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The graph; it may contain circles. */
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
                /** @description The number that the registry gave to the artifact. */
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
                /** @description Artifacts on a page; 100 when missing. More than 1000 are refused with 413. */
                readonly limit?: number;
                /** @description The `offset` header of the page before; missing or empty for the first page. */
                readonly offset?: components["parameters"]["Offset"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
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
                readonly "application/json": components["schemas"]["ArtifactQueries"];
            };
        };
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    /** @description Names the next page; missing on the last one. Opaque. */
                    readonly offset?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ArtifactPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description More artifacts were asked for than a page may hold, or the request body is larger than this registry reads. */
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
                /** @description What kind of artifact this is. */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The artifact as it stands. */
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
                /** @description What kind of artifact this is. */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "url": "https://huggingface.co/google-bert/bert-base-uncased/tree/v2"
                 *     }
                 */
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
             * @description An update or the first ingest runs, the artifact holds nothing to update, or the revision belongs to
             *     another artifact; `existing_id` and `status` say which artifact stands in the way.
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
                /** @description What kind of artifact this is. */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
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
                /** @description What kind of artifact this is. */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The reports; none when the request named no `callback_url` or the artifact is not final. */
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
                /** @description Which files to stream. */
                readonly component?: components["schemas"]["Component"];
            };
            readonly header?: never;
            readonly path: {
                /** @description What kind of artifact this is. */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A zip of the files asked for. */
            readonly 200: {
                headers: {
                    /** @description Suggests a file name. */
                    readonly "Content-Disposition": string;
                    /** @description Size of the zip in bytes, known before the first is sent. */
                    readonly "Content-Length": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/zip": string;
                };
            };
            /** @description Go there for the archive. */
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
                /** @description The `id` of the last event that was received. */
                readonly "Last-Event-ID"?: string;
            };
            readonly path: {
                /** @description What kind of artifact this is. */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
                readonly id: components["parameters"]["ArtifactId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The events. The schema is that of each `data`. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControl"];
                    /** @description Asks proxies to pass events on at once. */
                    readonly "X-Accel-Buffering": "no";
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": components["schemas"]["Artifact"];
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
                /** @description What kind of artifact this is. */
                readonly artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
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
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "text": "bert",
                 *       "types": [
                 *         "model"
                 *       ]
                 *     }
                 */
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
                /** @description Entries on a page; 1000 when missing. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `offset` header of the page before; missing or empty for the first page. */
                readonly offset?: components["parameters"]["Offset"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
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
                readonly "application/json": components["schemas"]["ArtifactSearchRequest"];
            };
        };
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    /** @description Names the next page; missing on the last one. Opaque. */
                    readonly offset?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["ArtifactSummary"][];
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
                /** @description Only what this account did, or what was done to it. */
                readonly account?: components["schemas"]["AccountName"];
                /** @description Only entries of this kind. */
                readonly action?: components["schemas"]["AuditAction"];
                /** @description Only what was done to this artifact, which may be deleted. */
                readonly artifact_id?: components["schemas"]["ArtifactId"];
                /** @description Entries on a page; 1000 when missing. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `offset` header of the page before; missing or empty for the first page. */
                readonly offset?: components["parameters"]["Offset"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The entries, or one page of them. */
            readonly 200: {
                headers: {
                    /** @description Names the next page; missing on the last one. Opaque. */
                    readonly offset?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["AuditRecord"][];
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
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "user": {
                 *         "name": "admin"
                 *       },
                 *       "secret": {
                 *         "password": "correct horse battery staple"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["AuthenticationRequest"];
            };
        };
        readonly responses: {
            /** @description Signed in. */
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
            /** @description The token is void. */
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
                    /** @description Lets the page load nothing but the registry's own files. */
                    readonly "Content-Security-Policy": string;
                    readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/html": string;
                };
            };
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
                /** @description Which one. */
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
                    readonly "text/css": string;
                    readonly "text/javascript": string;
                };
            };
            readonly 400: components["responses"]["BadRequest"];
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
        };
    };
    readonly HealthComponents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What was found. */
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
            /** @description The server takes work. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Ready"];
                };
            };
            readonly 500: components["responses"]["Unexpected"];
            /** @description Not now; `reasons` says why. */
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
                    readonly "text/plain": string;
                };
            };
            /** @description This registry shows its metrics on its own machine only. */
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
                    readonly "application/yaml": string;
                };
            };
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
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "dry_run": true
                 *     }
                 */
                readonly "application/json": components["schemas"]["RerateRequest"];
            };
        };
        readonly responses: {
            /** @description What changes, model by model. */
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
            /** @description The registry is as good as new. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ResetDone"];
                };
            };
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
                /** @description Whose tokens; the caller's own by default. Others need the role admin. */
                readonly account?: components["schemas"]["AccountName"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The tokens, without their secrets. */
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
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewPersonalToken"];
            };
        };
        readonly responses: {
            /** @description The token and its secret. */
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
                /** @description The number of the token. */
                readonly id: components["schemas"]["TokenId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The token is void. */
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
export const artifactSearchRequestSortValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ArtifactSearchRequest"]["sort"]> = ["newest", "oldest", "name", "best", "worst", "largest", "smallest"];
export const artifactStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ArtifactStatus"]> = ["pending", "downloading", "rating", "completed", "rejected", "failed"];
export const artifactTypeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ArtifactType"]> = ["model", "dataset", "code"];
export const artifactUpdateStateStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ArtifactUpdateState"]["status"]> = ["pending", "downloading", "rating", "completed", "up_to_date", "rejected", "failed"];
export const auditActionValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["AuditAction"]> = ["SIGN_IN", "SIGN_IN_REFUSED", "SIGN_OUT", "ACCOUNT_CREATE", "ACCOUNT_ROLE", "ACCOUNT_PASSWORD", "ACCOUNT_DELETE", "TOKEN_CREATE", "TOKEN_DELETE", "POLICY", "CREATE", "UPDATE", "DELETE", "DOWNLOAD", "RATE", "AUDIT", "RESET"];
export const auditEntryActionValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["AuditEntry"]["action"]> = ["CREATE", "UPDATE", "DOWNLOAD", "RATE", "AUDIT"];
export const componentValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Component"]> = ["full", "weights", "config"];
export const componentStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ComponentStatus"]> = ["ok", "degraded", "down"];
export const evidenceEffectValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Evidence"]["effect"]> = ["+", "-", "?", "i"];
export const failureCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["FailureCode"]> = ["source_not_found", "source_gated", "source_rate_limited", "source_unavailable", "source_untrusted", "source_too_large", "already_registered", "integrity_mismatch", "storage_unavailable", "timed_out", "internal_error"];
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
export const ledgerSourceHostValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LedgerSourceHost"]> = ["huggingface", "github"];
export const lineageEdgeRelationshipValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LineageEdge"]["relationship"]> = ["base_model", "dataset", "code"];
export const manifestFileKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ManifestFile"]["kind"]> = ["file", "lfs_pointer", "submodule", "symlink"];
export const metricDetailsStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MetricDetails"]["status"]> = ["scored", "absent", "unknown", "not_applicable"];
export const metricNameValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MetricName"]> = ["ramp_up_time", "bus_factor", "performance_claims", "license", "dataset_and_code_score", "dataset_quality", "code_quality", "reproducibility", "reviewedness", "tree_score", "size_score"];
export const progressStageValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Progress"]["stage"]> = ["queued", "resolve", "evidence", "rate", "gate", "transfer", "scan", "archive", "settle", "done"];
export const ratingDetailsDecisionDecisionValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RatingDetails"]["decision"]["decision"]> = ["accept", "reject", "defer"];
export const ratingDetailsFirmnessValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RatingDetails"]["firmness"]> = ["robust", "tentative"];
export const ratingDetailsVerdictValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RatingDetails"]["verdict"]> = ["accept", "reject", "deferred"];
export const readyStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Ready"]["status"]> = ["ready"];
export const roleValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Role"]> = ["reader", "publisher", "admin"];
export const scanFindingSeverityValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ScanFinding"]["severity"]> = ["unsafe", "suspicious", "info"];
export const verdictFirmnessValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Verdict"]["firmness"]> = ["robust", "tentative"];
export const webhookDeliveryStateValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WebhookDelivery"]["state"]> = ["pending", "delivered", "abandoned"];
export const componentsHeadersNoSniffValues: ReadonlyArray<FlattenedDeepRequired<components>["headers"]["NoSniff"]> = ["nosniff"];
