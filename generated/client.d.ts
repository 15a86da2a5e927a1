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
    "/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is calling, with which role */
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
         * Changes the caller's own password
         * @description Needs a sign-in token and the current password. A password that is easy to guess is refused. Every token of the account ends, sign-in and personal ones,
         *     that of this request included, within two seconds on every server: sign in again.
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
         * Who may sign in
         * @description In the order of the names, a page at a time.
         */
        get: operations["AccountList"];
        put?: never;
        /**
         * Lets somebody sign in
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
         * Gives an account another role, another password, or both
         * @description Setting a password, and making an administrator, needs a sign-in token; the own password is changed by
         *     `PUT /account/password`. Another role counts, and another password ends every token of the account, at once on the server that answers
         *     and within two seconds on every other. The last administrator keeps the role.
         */
        put: operations["AccountUpdate"];
        post?: never;
        /**
         * Removes an account
         * @description Its tokens end; the artifacts that it brought in stay. The last administrator cannot be removed.
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
         * Accepts a link for ingest
         * @description Commits the artifact as `pending` and answers 202 at once. Poll `GET /artifacts/{artifact_type}/{id}`.
         *     A registry without asynchronous ingest answers when the ingest has ended: 201, or 424 when the model was
         *     rejected or the ingest failed.
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
         * Who did what to an artifact
         * @description Oldest first. Who brought the artifact in and administrators see every name; others see their own and
         *     `(hidden)`. Reading it is itself recorded, before it is answered, when reading begins at the first page;
         *     further pages add no entry. Pages as in `POST /artifacts`, but of 1000 entries when `limit` is
         *     missing.
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
         * Size of the download, alone or with its dependencies
         * @description In megabytes of 1,000,000 bytes. With `dependency=true` the answer also holds everything in the registry that
         *     the artifact was made from (parents, datasets, code, over all generations), each counted once; what is declared
         *     but not in the registry costs nothing here. 404 until the artifact is completed.
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
         * Artifacts with exactly this name
         * @description All artifacts that can be downloaded and have this name, of any type, in the order of the ids; letters count
         *     as they are written. Pages as in `POST /artifacts`, but of 1000 when `limit` is missing.
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
         * May a project on GitHub fine-tune this model and use the result?
         * @description Compares the licence that GitHub states for the project with those of the model and of its declared parents;
         *     the strictest decides. True when fine-tuning with inference is allowed, with or without obligations. A project
         *     or a model without a readable licence allows nothing. An engineering judgement, not legal advice.
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
         * What a model was made from, and what was made from it
         * @description From the model's own metadata: declared parents, datasets and code, over all generations that the registry
         *     holds, and the models in the registry that declare this one as a parent. What is declared but not in the
         *     registry is an external node. 404 until the model is completed.
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
         * The rating of a model
         * @description 404 until a rating exists. Scores that could not be computed carry the value used in the mean; `rating_details` tells which.
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
         * Artifacts by name and type, page by page
         * @description Everything that any of the queries names, each artifact once, in the order of the ids. Listed is what can be
         *     downloaded: admitted artifacts that are not deleted.
         *
         *     A page holds 100 artifacts or `limit`. While there is more, the header `offset` names the next page: send it
         *     back as the query parameter `offset` with the same queries. On the last page the header is missing. An artifact
         *     never appears on two pages, whatever is added meanwhile.
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
        /** Status, progress, verdict and, once completed, the download link */
        get: operations["ArtifactRetrieve"];
        /**
         * Ingests the newer revision under the same id
         * @description For who brought the artifact in, and administrators. The present revision is served, unchanged, until the newer
         *     one has passed everything that an ingest passes; then manifest, download, rating and status switch to it at
         *     once. When the newer one does not pass, nothing changes. `update` of the artifact tells how it stands, and
         *     whether there was anything newer; how it ended is reported to the `callback_url` of the artifact, if it has one.
         *     Without a link the revision that was asked for before is looked at again; the
         *     link may name another revision of the same repository.
         */
        put: operations["ArtifactUpdate"];
        post?: never;
        /**
         * Deletes an artifact
         * @description For who brought the artifact in, and administrators. A running ingest or update ends. From the answer on every
         *     operation that names the artifact answers 404 and the link may be posted again. Its archive, and the files that
         *     no other artifact holds, are taken away within a minute, or once a worker that is cut off has lost its claim.
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
         * Redirects to the archive, or streams a part of it
         * @description Without `component`: 302 to a signed address of the whole zip, valid for a short time and never stored.
         *     With `component`: a zip with only these files, streamed by the registry. 404 until the artifact is completed.
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
         * Every file with its size and digests
         * @description The manifest equals the zip's central directory and, for files with content, the tree of the source at the
         *     pinned commit. 404 until the artifact is completed.
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
         * How many artifacts a search finds, by type, status, licence and owner
         * @description The counts of a field leave the filter on that very field aside: they say how many artifacts each other choice
         *     would find.
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
         * Artifacts of every status, filtered and sorted, page by page
         * @description Unlike `POST /artifacts` this also finds artifacts that are being ingested, were rejected or failed. An artifact
         *     is found when it meets every field of the filter; without a filter all of them are found.
         *
         *     A page holds 100 artifacts or `limit`. While there is more, the header `offset` names the next page: send it
         *     back as the query parameter `offset` with the same body. On the last page the header is missing.
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
         * What happened in the whole registry
         * @description Oldest first: sign-ins, accounts, tokens, policy, artifacts, downloads and resets. Entries are never changed or
         *     removed and outlive what they tell of. Each carries the hash of the one before it, so that a copy of `hash` from
         *     elsewhere shows whether the log up to that entry is still the same. Reading is itself recorded when it begins at
         *     the first page. Pages as in `POST /artifacts`, but of 1000 entries when `limit` is missing.
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
         * Signs in and answers with a token
         * @description The token goes into every other request, either as `X-Authorization: bearer <token>` or as
         *     `Authorization: Bearer <token>`. The answer is the header value, scheme included.
         */
        put: operations["Authenticate"];
        post?: never;
        /**
         * Ends the sign-in token of this request
         * @description Takes effect at once on the server that answers and within two seconds on every other. A personal token is
         *     refused here: `DELETE /tokens/{id}` ends it.
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
         * This document as a page for people
         * @description Made of the registry's own files only; works without any other network.
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
        /** A file of that page */
        get: operations["DocumentationFile"];
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
         * Says that the process is alive
         * @description Answers without touching the database or the object store.
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
         * How each part is that the registry works with
         * @description Always 200; `status` says how things are as a whole: `down` without the database or the object store, `degraded`
         *     when a part is slow or another part is down. Every part is looked at side by side and in bounded time; a result
         *     is shown again for five seconds, however often it is asked for.
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
         * Says whether requests should be sent here
         * @description Ready means that the database and the object store answer, the database is prepared and the server is not
         *     stopping. A server that is not ready is alive all the same and becomes ready by itself. Looked at once a second
         *     at most, within two seconds.
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
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Measurements for Prometheus
         * @description Needs no token, so that a collector gets an answer while the database is away: it names operations and counts,
         *     no artifact and no account. By default only callers on the registry's own machine are answered, and nobody for
         *     whom a proxy speaks; the registry's operator may let everyone read it or switch it off.
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
         * @description The contract that the server was built from, for generators of clients.
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
         * Rates stored models again
         * @description From the facts that were stored with their ratings, under the policy and the threshold that count now; nothing
         *     is fetched. A dry run only says what would change. Otherwise changed ratings and verdicts count from here on,
         *     older ratings are kept, and a model that would not be admitted any more stays on offer with that verdict: this
         *     operation deletes nothing. Goes through the models by id, a page at a time.
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
         * Empties the registry
         * @description Removes every artifact, rating and personal token, everything in the object store, and every account but the
         *     configured administrator, or the caller when that account is no administrator. Running ingests end. The audit
         *     log stays and says so. There is no way back, and nothing is asked twice.
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
        /** The personal tokens of an account */
        get: operations["TokenList"];
        put?: never;
        /**
         * Makes a personal token for a program
         * @description The answer shows the token this once; the registry keeps only its hash. It goes into requests like a sign-in
         *     token. Its role is at most that of its maker, and falls with it. It ends when it expires, by
         *     `DELETE /tokens/{id}`, when the account's password is changed, and with the account. Needs a sign-in token.
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
         * Ends a personal token
         * @description One's own; with the role admin, anybody's. Takes effect within two seconds on every server.
         */
        delete: operations["TokenDelete"];
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
             * @description When it was made.
             */
            created_at: string;
            /**
             * @description Name to sign in with.
             * @example ada
             */
            name: string;
            /**
             * Format: date-time
             * @description Tokens from before are void.
             */
            password_changed_at: string;
            role: components["schemas"]["Role"];
        };
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
            /** @description In the order of the names. */
            accounts: components["schemas"]["Account"][];
            /** @description The `after` of the next page, null when there is none. */
            next: string | null;
        };
        Advice: {
            /** @description What it could add to the net score at most. */
            gain: number;
            metric: components["schemas"]["MetricName"];
            /**
             * @description One plain sentence.
             * @example Adding a licence would add up to 0.15 to the net score.
             */
            text: string;
        };
        /** @description The whole zip. */
        Archive: {
            bytes: components["schemas"]["Bytes"];
            crc32: components["schemas"]["Crc32"];
            /** @description SHA-256 of the zip, null when it could only be had by reading gigabytes back; then the CRC and the manifest's digests are the record. */
            sha256: string | null;
        };
        Artifact: {
            /**
             * Format: date-time
             * @description When the link was accepted.
             */
            created_at: string;
            data: components["schemas"]["ArtifactData"];
            failure?: components["schemas"]["Failure"];
            metadata: components["schemas"]["ArtifactMetadata"];
            /**
             * @description The account that posted the link. Shown to that account and to administrators.
             * @example ada
             */
            posted_by?: string;
            progress: components["schemas"]["Progress"];
            revision: components["schemas"]["Revision"];
            status: components["schemas"]["ArtifactStatus"];
            /** @description The status in one sentence for a person. */
            status_message: string;
            update?: components["schemas"]["ArtifactUpdateState"];
            /**
             * Format: date-time
             * @description When anything of this object last changed.
             */
            updated_at: string;
            verdict?: components["schemas"]["Verdict"];
        };
        ArtifactCost: {
            /**
             * @description Megabytes of the artifact alone; only with `dependency=true`.
             * @example 412.5
             */
            standalone_cost?: number;
            /**
             * @description Megabytes of the artifact and, with `dependency=true`, of everything that it was made from.
             * @example 1255.25
             */
            total_cost: number;
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
        ArtifactCosts: {
            [key: string]: components["schemas"]["ArtifactCost"];
        };
        ArtifactCounts: {
            licenses: components["schemas"]["CountsByValue"];
            owners: components["schemas"]["CountsByValue"];
            statuses: components["schemas"]["CountsByValue"];
            total: components["schemas"]["Count"];
            types: components["schemas"]["CountsByValue"];
            /** @description How many of them are being ingested, or wait. */
            unfinished: number;
        };
        ArtifactData: {
            archive?: components["schemas"]["Archive"];
            /**
             * Format: uri
             * @description Signed address of the zip; only when completed. Signed anew at every read.
             */
            download_url?: string;
            /**
             * @description The link in its canonical form.
             * @example https://huggingface.co/google-bert/bert-base-uncased
             */
            url: string;
        };
        /**
         * @example {
         *       "artifact_id": 123,
         *       "message": "Deleted. Files that no other artifact needs are being removed."
         *     }
         */
        ArtifactDeleted: {
            artifact_id: components["schemas"]["ArtifactId"];
            /** @description What happens next. */
            message: string;
        };
        /** @description What an artifact has to meet; missing fields ask for nothing. */
        ArtifactFilter: {
            /** @description Only these artifacts. */
            ids?: components["schemas"]["ArtifactId"][];
            /** @description Any of these licences, as `ArtifactSummary.license` names them. */
            licenses?: string[];
            /** @description Net score at most; finds nothing without a score. */
            max_score?: number;
            /** @description Net score at least; finds nothing without a score. */
            min_score?: number;
            /** @description Only what the caller's account posted. */
            mine?: boolean;
            /** @description Any of these owners of the repository, as `ArtifactSummary.owner` names them. */
            owners?: string[];
            /** @description Any of these statuses. */
            statuses?: components["schemas"]["ArtifactStatus"][];
            /**
             * @description Words between spaces. Each has to occur in the name or the repository, or to begin a word of the README of
             *     an admitted artifact. Case does not matter.
             * @example bert
             */
            text?: string;
            /** @description Any of these types. */
            types?: components["schemas"]["ArtifactType"][];
            /**
             * @description Artifacts of the repository that this link names, at any revision.
             * @example https://huggingface.co/google-bert/bert-base-uncased
             */
            url?: string;
        };
        /**
         * Format: int64
         * @description The number that the registry gave to the artifact.
         * @example 123
         */
        ArtifactId: number;
        ArtifactMetadata: {
            id: components["schemas"]["ArtifactId"];
            /**
             * @description Name in the registry.
             * @example bert-base-uncased
             */
            name: string;
            type: components["schemas"]["ArtifactType"];
        };
        /** @description Artifacts in the order of their ids. */
        ArtifactPage: components["schemas"]["ArtifactMetadata"][];
        /** @description The answer holds what any of them names. */
        ArtifactQueries: components["schemas"]["ArtifactQuery"][];
        ArtifactQuery: {
            /**
             * @description An exact name, or `*` for every name.
             * @example *
             */
            name: string;
            /** @description Types that are wanted; all of them when missing or empty. */
            types?: components["schemas"]["ArtifactType"][];
        };
        ArtifactRegEx: {
            /**
             * @description What a name or a README has to match.
             * @example (?i)bert.*uncased
             */
            regex: string;
        };
        ArtifactSearchRequest: {
            filter?: components["schemas"]["ArtifactFilter"];
            /**
             * @description `newest` and `oldest` by the time of the post; `best` and `worst` by net score; `largest` and `smallest` by
             *     the size of all files. What has no score or size counts as the smallest.
             * @default newest
             * @enum {string}
             */
            sort?: "newest" | "oldest" | "name" | "best" | "worst" | "largest" | "smallest";
        };
        /**
         * @description `pending` accepted, waits for the ingest function; `downloading` files are being copied, verified and
         *     archived; `rating` the final verdict is made; `completed` can be downloaded; `rejected` the rating or the scan
         *     did not pass, nothing was kept; `failed` see `failure`.
         * @enum {string}
         */
        ArtifactStatus: "pending" | "downloading" | "rating" | "completed" | "rejected" | "failed";
        ArtifactSummary: {
            /**
             * Format: int64
             * @description Size of all files, null until the listing is complete.
             */
            bytes_total: number | null;
            /**
             * Format: date-time
             * @description When the link was accepted.
             */
            created_at: string;
            /**
             * @description Identifier of the licence that counts; null when none is known. Models only.
             * @example apache-2.0
             */
            license: string | null;
            metadata: components["schemas"]["ArtifactMetadata"];
            net_score: components["schemas"]["NullableScore"];
            /**
             * @description Who the repository belongs to at its source; null for repositories without an owner.
             * @example google-bert
             */
            owner: string | null;
            progress: components["schemas"]["Progress"];
            status: components["schemas"]["ArtifactStatus"];
            /** @description The status in one sentence for a person. */
            status_message: string;
            /** @description What the net score was compared with. */
            threshold: number | null;
            /**
             * Format: date-time
             * @description When anything of this object last changed.
             */
            updated_at: string;
            /** @description Whether an update of the artifact runs. */
            updating: boolean;
            /** @description The link in its canonical form. */
            url: string;
        };
        /**
         * @description What kind of artifact this is.
         * @enum {string}
         */
        ArtifactType: "model" | "dataset" | "code";
        ArtifactUpdateRequest: {
            data?: components["schemas"]["ArtifactData"];
            metadata?: components["schemas"]["ArtifactMetadata"];
            /** @description A link to the same repository; it may name another revision. */
            url?: string;
        };
        /** @description The last update, running or ended. Absent when there never was one. */
        ArtifactUpdateState: {
            failure?: components["schemas"]["Failure"];
            /** @description The state in one sentence for a person. */
            message: string;
            progress?: components["schemas"]["Progress"];
            /** @description The account that asked for it. */
            requested_by: string;
            revision: components["schemas"]["Revision"];
            /**
             * Format: date-time
             * @description When it was accepted.
             */
            started_at: string;
            /**
             * @description As for an ingest; `up_to_date`: the source had nothing newer. The artifact holds the new revision only with `completed`.
             * @enum {string}
             */
            status: "pending" | "downloading" | "rating" | "completed" | "up_to_date" | "rejected" | "failed";
            /**
             * Format: date-time
             * @description When anything of it last changed.
             */
            updated_at: string;
            verdict?: components["schemas"]["Verdict"];
        };
        /**
         * @description `POLICY`: the registry began to work under another rating policy, threshold or `AUTH_MODE`; `DOWNLOAD`: a link to an archive was handed out, or files were streamed; `AUDIT`: this log was read.
         * @enum {string}
         */
        AuditAction: "SIGN_IN" | "SIGN_IN_REFUSED" | "SIGN_OUT" | "ACCOUNT_CREATE" | "ACCOUNT_ROLE" | "ACCOUNT_PASSWORD" | "ACCOUNT_DELETE" | "TOKEN_CREATE" | "TOKEN_DELETE" | "POLICY" | "CREATE" | "UPDATE" | "DELETE" | "DOWNLOAD" | "RATE" | "AUDIT" | "RESET";
        AuditEntry: {
            /**
             * @description What was done.
             * @enum {string}
             */
            action: "CREATE" | "UPDATE" | "DOWNLOAD" | "RATE" | "AUDIT";
            artifact: components["schemas"]["ArtifactMetadata"];
            /**
             * Format: date-time
             * @description When.
             */
            date: string;
            /** @description Who did it. */
            user: {
                /** @description Whether the account is an administrator now; false when hidden. */
                is_admin: boolean;
                /**
                 * @description Account name; `(hidden)` for a name that the reader may not see, `(registry)` for the registry itself.
                 * @example admin
                 */
                name: string;
            };
        };
        /** @description SHA-256 over the entry and the hash of the one before it, lower-case hex. */
        AuditHash: string;
        AuditRecord: {
            /**
             * @description Who did it; null for the registry itself and for somebody who was not signed in.
             * @example ada
             */
            account: string | null;
            action: components["schemas"]["AuditAction"];
            /**
             * @description Network address that it was done from; null when it was not done over HTTP.
             * @example 192.0.2.7
             */
            address: string | null;
            /** @description What it was done to, as it was then. */
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
             */
            date: string;
            /**
             * @description More about it.
             * @example from reader to publisher
             */
            detail: string | null;
            hash: components["schemas"]["AuditHash"];
            /**
             * Format: int64
             * @description Place in the log, from 1 without a gap.
             * @example 42
             */
            id: number;
            /** @description Whether that account is an administrator now. */
            is_admin: boolean;
            previous_hash: components["schemas"]["AuditHash"];
            /**
             * @description The account that it was done to.
             * @example grace
             */
            subject: string | null;
        };
        AuthenticationRequest: {
            secret: {
                /**
                 * Format: password
                 * @description The account's password.
                 */
                password: string;
            };
            user: {
                /** @description Accepted for compatibility; the account decides. */
                is_admin?: boolean;
                /**
                 * @description Account name.
                 * @example admin
                 */
                name: string;
            };
        };
        /**
         * @description The value for the header, scheme included.
         * @example bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJl
         */
        AuthenticationToken: string;
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
        BadRequest: {
            detail: components["schemas"]["Detail"];
            /** @description Each fault with the place where it is. */
            errors?: {
                /**
                 * @description What is wrong there.
                 * @example must be a link to huggingface.co
                 */
                message: string;
                /**
                 * @description Where, as `body/url`, `path/id`, `query/component`.
                 * @example body/url
                 */
                path: string;
            }[];
        };
        /** @description Where the score would lie if everything unread were worst or best. */
        Bounds: {
            hi: components["schemas"]["Score"];
            lo: components["schemas"]["Score"];
        };
        /**
         * Format: int64
         * @description A size in bytes.
         * @example 440449768
         */
        Bytes: number;
        Caller: {
            /**
             * Format: date-time
             * @description When the sign-in token of this request ends; null for a personal token, or where nobody signs in.
             */
            expires_at: string | null;
            /**
             * @description The account.
             * @example ada
             */
            name: string;
            role: components["schemas"]["Role"];
        };
        /**
         * @description `weights`: files that hold parameters; `config`: configuration, tokenizer, card and licence; `full`: every file.
         * @enum {string}
         */
        Component: "full" | "weights" | "config";
        ComponentHealth: {
            /** @description The last thing that was wrong since this server started, though it may be well again. */
            last_error: {
                /**
                 * Format: date-time
                 * @description When it was seen.
                 */
                at: string;
                /**
                 * @description The kind of the fault.
                 * @example It did not answer within 3 s
                 */
                message: string;
            } | null;
            /**
             * @description How long the look at it took.
             * @example 0.004
             */
            latency_seconds: number;
            status: components["schemas"]["ComponentStatus"];
        };
        ComponentsHealth: {
            /**
             * Format: date-time
             * @description When the looks began.
             */
            checked_at: string;
            /** @description Each part by its name; `function` is well by itself in a registry that ingests within the request. */
            components: {
                database: components["schemas"]["ComponentHealth"];
                function: components["schemas"]["ComponentHealth"];
                hub: components["schemas"]["ComponentHealth"];
                object_store: components["schemas"]["ComponentHealth"];
            };
            /** @description Ingests that wait for a worker, updates of artifacts included. */
            queue: {
                /**
                 * @description How many; null when they could not be counted.
                 * @example 3
                 */
                depth: number | null;
                /**
                 * @description How long the one waits that waits longest, null when none does.
                 * @example 0.8
                 */
                oldest_pending_seconds: number | null;
            };
            status: components["schemas"]["ComponentStatus"];
        };
        /**
         * @description `degraded`: it works, but slowly or not in every way; `down`: it does not.
         * @enum {string}
         */
        ComponentStatus: "ok" | "degraded" | "down";
        /**
         * @example {
         *       "detail": "This link is registered already as model 123",
         *       "existing_id": 123,
         *       "status": "completed"
         *     }
         */
        Conflict: {
            detail: components["schemas"]["Detail"];
            existing_id: components["schemas"]["ArtifactId"];
            status: components["schemas"]["ArtifactStatus"];
        };
        /** @description How many. */
        Count: number;
        /** @description The most frequent values, most frequent first. */
        CountsByValue: {
            count: components["schemas"]["Count"];
            /**
             * @description The value.
             * @example model
             */
            value: string;
        }[];
        /**
         * @description CRC-32 (zlib polynomial), lower-case hex.
         * @example 0d4a1185
         */
        Crc32: string;
        /**
         * Format: uuid
         * @description The same in every attempt.
         * @example 8c6f0c46-2a4b-4d57-9f3e-0f5f6c2d7a11
         */
        DeliveryId: string;
        /** @description What went wrong, in one or two plain sentences. */
        Detail: string;
        Evidence: {
            /**
             * @description Kind of the evidence.
             * @example LIC_YAML
             */
            code: string;
            /**
             * @description Raises, lowers, could not be read, or is information only.
             * @enum {string}
             */
            effect: "+" | "-" | "?" | "i";
            /** @description What it was worth within the metric. */
            points: number;
            /**
             * @description Where it was found.
             * @example README.md
             */
            source: string;
            /**
             * @description One plain sentence.
             * @example The model card declares the licence apache-2.0.
             */
            text: string;
        };
        Failure: {
            code: components["schemas"]["FailureCode"];
            detail: components["schemas"]["Detail"];
            /** @description Finds the cause in the log. */
            reference?: string;
            /** @description Whether posting the link again can help. */
            retryable: boolean;
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
        FailureCode: "source_not_found" | "source_gated" | "source_rate_limited" | "source_unavailable" | "source_untrusted" | "source_too_large" | "already_registered" | "integrity_mismatch" | "storage_unavailable" | "timed_out" | "internal_error";
        /**
         * @example {
         *       "status": "ok"
         *     }
         */
        Health: {
            /**
             * @description The process answers.
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
            /** @description What happens next. */
            message: string;
            /**
             * @description The artifact waits for the ingest function.
             * @enum {string}
             */
            status: "pending";
        };
        IngestRequest: {
            /**
             * @description Where to report how the ingest, and every later update of the artifact, ended: an https address of a public
             *     host at port 443 or 8443, without credentials. What is sent is described at `GET /artifacts/{artifact_type}/{id}/deliveries`. A registry that sends no reports refuses it.
             * @example https://ci.example.com/hooks/gatehouse?build=17
             */
            callback_url?: string;
            /**
             * @description Name in the registry; by default the last part of the link.
             * @example bert-base-uncased
             */
            name?: string;
            /**
             * @description The link to the repository. Models: `https://huggingface.co/<owner>/<name>`; datasets:
             *     `https://huggingface.co/datasets/<owner>/<name>`; code: `https://huggingface.co/spaces/<owner>/<name>`; code and
             *     datasets: `https://github.com/<owner>/<repository>`. Clone addresses, `/tree/<ref>/<folder>`,
             *     `/blob/<ref>/<path>`, a trailing slash and a query are understood. The source decides where the ref ends; the
             *     folder is ignored, as the message of the artifact then says.
             * @example https://huggingface.co/google-bert/bert-base-uncased
             */
            url: string;
        };
        IssuedPersonalToken: {
            /**
             * @description Whose it is.
             * @example ada
             */
            account: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it ends.
             */
            expires_at: string;
            id: components["schemas"]["TokenId"];
            /**
             * Format: date-time
             * @description Null for a new token.
             */
            last_used_at: string | null;
            /**
             * @description What it is for.
             * @example nightly build
             */
            name: string;
            role: components["schemas"]["Role"];
            /**
             * @description The secret, shown this once.
             * @example hf_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcd
             */
            token: string;
        };
        /**
         * Format: double
         * @description Seconds that it took to compute.
         */
        Latency: number;
        LicenseCheckRequest: {
            /**
             * @description Link to the project's repository.
             * @example https://github.com/google-research/bert
             */
            github_url: string;
        };
        /** @description `from` went into the making of `to`. */
        LineageEdge: {
            /**
             * @description The places that name it. Parents: `base_model` and `api` (the card as written and as the Hub read it),
             *     `adapter_config`, `config`. Datasets: `metadata`, `tags`, `registry`. Code: `registry`, `readme_words`,
             *     `readme_any`.
             */
            declared_in: string[];
            /**
             * @description Id of a node.
             * @example https://huggingface.co/google-bert/bert-base-uncased
             */
            from_node: string;
            /**
             * Format: int64
             * @description The artifact at that node, null for an external node.
             */
            from_node_artifact_id: number | null;
            /**
             * @description What it was used as.
             * @enum {string}
             */
            relationship: "base_model" | "dataset" | "code";
            /**
             * @description Id of a node.
             * @example artifact:124
             */
            to_node: string;
            to_node_artifact_id: components["schemas"]["ArtifactId"];
        };
        LineageGraph: {
            /** @description What went into what. */
            edges: components["schemas"]["LineageEdge"][];
            /** @description The model itself and everything that an edge names. */
            nodes: components["schemas"]["LineageNode"][];
            /** @description True when the model has more than 1000 children; the first ones are named. */
            truncated: boolean;
        };
        LineageNode: {
            /**
             * Format: int64
             * @description The artifact in this registry, null for an external node.
             * @example 123
             */
            artifact_id: number | null;
            /** @description True when the registry does not hold it. */
            external: boolean;
            /**
             * @description Names the node within this graph.
             * @example artifact:123
             */
            id: string;
            /**
             * @description Name of the artifact or of the repository.
             * @example bert-base-uncased
             */
            name: string;
            type: components["schemas"]["ArtifactType"];
            /**
             * @description The link to the source.
             * @example https://huggingface.co/google-bert/bert-base-uncased
             */
            url: string;
        };
        Manifest: {
            artifact_id: components["schemas"]["ArtifactId"];
            bytes_total: components["schemas"]["Bytes"];
            /** @description The commit of the source. */
            commit: string;
            /** @description Sorted by the bytes of the path. */
            files: components["schemas"]["ManifestFile"][];
            /** @description Shards of the weights that an index or a numbered name promises and the commit lacks; left out when none is. */
            missing?: string[];
        };
        ManifestFile: {
            bytes: components["schemas"]["Bytes"];
            /** @description CRC-32 of the content; null for a submodule and a symlink. */
            crc32: string | null;
            /**
             * @description `file` has its content here. `lfs_pointer`: only the pointer text was available. `submodule` and `symlink`: in the source's tree, not part of the zip.
             * @enum {string}
             */
            kind: "file" | "lfs_pointer" | "submodule" | "symlink";
            /**
             * @description Full path, separated by `/`.
             * @example model.safetensors
             */
            path: string;
            /** @description SHA-256 of the content; null for a submodule and a symlink. */
            sha256: string | null;
        };
        MetricChange: {
            after: components["schemas"]["NullableScore"];
            before: components["schemas"]["NullableScore"];
            metric: components["schemas"]["MetricName"];
        };
        MetricDetails: {
            bounds: components["schemas"]["Bounds"];
            /** @description Share of the metric's own inputs that could be read. */
            confidence: number;
            /** @description Weight after moving what is not applicable. */
            effective_weight: number;
            /** @description What was found, where, and what it was worth. */
            evidence: components["schemas"]["Evidence"][];
            score: components["schemas"]["NullableScore"];
            /**
             * @description `absent`: the place was readable and the thing is not there; `unknown`: the place could not be read; `not_applicable`: the question does not arise.
             * @enum {string}
             */
            status: "scored" | "absent" | "unknown" | "not_applicable";
            /** @description Weight in the policy. */
            weight: number;
        };
        /** @description Keyed by the name of the metric; empty for what is not rated. */
        MetricDetailsByName: {
            [key: string]: components["schemas"]["MetricDetails"];
        };
        /**
         * @description Name of a metric.
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
            /** @description Name of the model. */
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
             * @description -1 when no code repository is linked.
             */
            reviewedness: number;
            reviewedness_latency: components["schemas"]["Latency"];
            size_score: components["schemas"]["SizeScore"];
            size_score_latency: components["schemas"]["Latency"];
            tree_score: components["schemas"]["WireScore"];
            tree_score_latency: components["schemas"]["Latency"];
        };
        /**
         * @example {
         *       "name": "ada",
         *       "role": "publisher",
         *       "password": "correct horse battery staple"
         *     }
         */
        NewAccount: {
            name: components["schemas"]["AccountName"];
            password: components["schemas"]["NewPassword"];
            role: components["schemas"]["Role"];
        };
        /**
         * Format: password
         * @description Any characters. What is built from a common password or the name of the account is refused.
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
             * @description Days until it ends.
             * @default 90
             */
            expires_in_days?: number;
            /**
             * @description What it is for.
             * @example nightly build
             */
            name: string;
            role?: components["schemas"]["Role"];
        };
        NotAdmitted: {
            artifact: components["schemas"]["Artifact"];
            detail: components["schemas"]["Detail"];
        };
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
            /** @description What the server waits for. */
            reasons: string[];
        };
        /** @description A score, null when none could be computed. */
        NullableScore: number | null;
        /**
         * @example {
         *       "current": "correct horse battery staple",
         *       "new": "a longer phrase that nobody else uses"
         *     }
         */
        PasswordChange: {
            /**
             * Format: password
             * @description The password as it is.
             */
            current: string;
            new: components["schemas"]["NewPassword"];
        };
        PersonalToken: {
            /**
             * @description Whose it is.
             * @example ada
             */
            account: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it ends.
             */
            expires_at: string;
            id: components["schemas"]["TokenId"];
            /**
             * Format: date-time
             * @description To the minute; null when it was never used.
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
            /** @description In the order in which they were made. */
            tokens: components["schemas"]["PersonalToken"][];
        };
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
            /** @description 0 before the first attempt. */
            attempt: number;
            bytes_done: components["schemas"]["Bytes"];
            /** @description Over the last 10 seconds. */
            bytes_per_second: number;
            /**
             * Format: int64
             * @description Bytes that were not fetched because the registry had them.
             */
            bytes_saved: number;
            /**
             * Format: int64
             * @description Size of all files, null until the listing is complete.
             */
            bytes_total: number | null;
            /** @description How often this attempt went on in a new invocation. */
            continuation: number;
            /**
             * @description What the stage waits for or works on.
             * @example waiting 12 s for the source's quota
             */
            detail: string | null;
            /** @description Seconds left at this rate, null when unknown. */
            eta_seconds: number | null;
            files_done: components["schemas"]["Count"];
            /** @description Number of files, null until the listing is complete. */
            files_total: number | null;
            /**
             * Format: date-time
             * @description When the worker was last heard of; null before the first.
             */
            heartbeat_at: string | null;
            /** @description Share of the work done in percent. */
            percent: number;
            /**
             * @description What is being done now.
             * @enum {string}
             */
            stage: "queued" | "resolve" | "evidence" | "rate" | "gate" | "transfer" | "scan" | "archive" | "settle" | "done";
            /**
             * @description The stages that were entered, in this order. A stage that an earlier attempt finished is not repeated and
             *     keeps its times.
             */
            stages?: components["schemas"]["StageTime"][];
        };
        RatingDetails: {
            /** @description What would raise the score most, most first. */
            advice: components["schemas"]["Advice"][];
            bounds: components["schemas"]["Bounds"];
            /** @description The commit that was rated. */
            commit: string;
            /** @description Share of the weight whose evidence could be read. */
            coverage: number;
            /** @description What the gate made of it. */
            decision: {
                /**
                 * @description Let in, turn away, or wait for what could not be read.
                 * @enum {string}
                 */
                decision: "accept" | "reject" | "defer";
                /** @description True when nothing unread could change it. */
                firm: boolean;
                /** @description What decided, most important first. */
                reasons: string[];
            };
            /** @description About the net score itself. */
            evidence: components["schemas"]["Evidence"][];
            /**
             * @description `robust`: what could not be read cannot turn the verdict.
             * @enum {string}
             */
            firmness: "robust" | "tentative";
            /** @description SHA-256 over every fact that can change a score, and the policy version. */
            inputs_hash: string;
            metrics: components["schemas"]["MetricDetailsByName"];
            /** @description Which constants were used. */
            policy_version: string;
            /**
             * @description The repository that was rated.
             * @example acme/clear-bert
             */
            repository: string;
            /** @description Whether every metric on its own has to reach the threshold. */
            strict: boolean;
            threshold: components["schemas"]["Score"];
            /**
             * @description `deferred`: too little could be read.
             * @enum {string}
             */
            verdict: "accept" | "reject" | "deferred";
        };
        RatingSummary: {
            /** @description Whether the verdict lets the model in. */
            admitted: boolean;
            net_score: components["schemas"]["NullableScore"];
            /** @description Which constants were used. */
            policy_version: string;
        };
        /**
         * @example {
         *       "status": "ready"
         *     }
         */
        Ready: {
            /**
             * @description The server takes work.
             * @enum {string}
             */
            status: "ready";
        };
        RerateEntry: {
            after: components["schemas"]["RatingSummary"];
            artifact_id: components["schemas"]["ArtifactId"];
            before: components["schemas"]["RatingSummary"];
            /** @description Whether anything changes: a score, the policy, the threshold or the verdict. */
            changed: boolean;
            /** @description Metrics whose score changes. */
            metrics: components["schemas"]["MetricChange"][];
            /** @description Name in the registry. */
            name: string;
            /** @description One plain sentence. */
            note: string;
        };
        RerateReport: {
            applied: components["schemas"]["Count"];
            changed: components["schemas"]["Count"];
            /** @description Whether nothing was written. */
            dry_run: boolean;
            /** @description By id. */
            entries: components["schemas"]["RerateEntry"][];
            /**
             * Format: int64
             * @description The `after` of the next page, null when there is none.
             */
            next: number | null;
            /** @description The policy that counts now. */
            policy_version: string;
            threshold: components["schemas"]["Score"];
        };
        RerateRequest: {
            /**
             * Format: int64
             * @description The `next` of the page before.
             * @default 0
             */
            after?: number;
            /** @description These models only; by default all. */
            artifact_ids?: components["schemas"]["ArtifactId"][];
            /** @description Only says what would change. */
            dry_run: boolean;
            /**
             * @description Models per page at most.
             * @default 50
             */
            limit?: number;
        };
        /**
         * @example {
         *       "message": "The registry is reset. The object store is empty."
         *     }
         */
        ResetDone: {
            /** @description What was done. */
            message: string;
        };
        Revision: {
            /**
             * @description The commit that it was pinned to; null until the source was asked.
             * @example c0ffee0000000000000000000000000000000001
             */
            commit: string | null;
            /**
             * @description Branch, tag or commit as asked for.
             * @example main
             */
            requested: string;
        };
        /**
         * @description `reader` may look and download; `publisher` may also bring artifacts in and update and delete its own; `admin`
         *     may do everything.
         * @enum {string}
         */
        Role: "reader" | "publisher" | "admin";
        ScanFinding: {
            /** @description Kind of the finding. */
            code: string;
            /** @description The entry inside the file. */
            member?: string;
            /** @description The file. */
            path: string;
            /**
             * @description `unsafe` rejects the artifact.
             * @enum {string}
             */
            severity: "unsafe" | "suspicious" | "info";
            /** @description One plain sentence. */
            text: string;
        };
        /** @description 0 is total failure and 1 is perfection. */
        Score: number;
        /** @description How well the weights fit each device. */
        SizeScore: {
            aws_server: components["schemas"]["WireScore"];
            desktop_pc: components["schemas"]["WireScore"];
            jetson_nano: components["schemas"]["WireScore"];
            raspberry_pi: components["schemas"]["WireScore"];
        };
        StageTime: {
            /** @description How long it took; null while it runs. */
            seconds: number | null;
            /**
             * @description A stage, as `Progress.stage` names it.
             * @example transfer
             */
            stage: string;
            /**
             * Format: date-time
             * @description When it began.
             */
            started_at: string;
        };
        /**
         * Format: int64
         * @description The number of a personal token.
         * @example 7
         */
        TokenId: number;
        /**
         * @example {
         *       "detail": "The registry failed; quote the reference when you report it.",
         *       "reference": "01JD5F0Q7M8Y2T"
         *     }
         */
        UnexpectedProblem: {
            detail: components["schemas"]["Detail"];
            /**
             * @description Finds the cause in the log.
             * @example 01JD5F0Q7M8Y2T
             */
            reference: string;
        };
        /** @description Why the artifact was admitted or rejected. */
        Verdict: {
            /** @description True when the artifact may be used. */
            admitted: boolean;
            /** @description What would raise the score most, most first. */
            advice?: components["schemas"]["Advice"][];
            bounds: components["schemas"]["Bounds"];
            /** @description Share of the weight whose evidence could be read. */
            coverage: number;
            /** @description What the scan of the files found. */
            findings?: components["schemas"]["ScanFinding"][];
            /**
             * @description `robust`: what could not be read cannot turn the verdict.
             * @enum {string}
             */
            firmness: "robust" | "tentative";
            /**
             * @description Identifier of the licence that counts for the weights; absent when none is known.
             * @example apache-2.0
             */
            license?: string;
            metrics: components["schemas"]["MetricDetailsByName"];
            net_score: components["schemas"]["NullableScore"];
            /** @description Which constants were used. */
            policy_version: string;
            /** @description What decided, most important first. */
            reasons: string[];
            threshold: components["schemas"]["Score"];
        };
        WebhookDeliveries: {
            /** @description Newest first. */
            deliveries: components["schemas"]["WebhookDelivery"][];
        };
        WebhookDelivery: {
            /**
             * @description Begun so far.
             * @example 1
             */
            attempts: number;
            /**
             * Format: date-time
             * @description When the artifact became final.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was delivered or abandoned.
             */
            ended_at: string | null;
            id: components["schemas"]["DeliveryId"];
            /**
             * @description Why the last attempt failed; null when it did not.
             * @example The receiver answered 503
             */
            last_error: string | null;
            /**
             * @description What the receiver answered last; null without an answer.
             * @example 503
             */
            last_status: number | null;
            /**
             * Format: date-time
             * @description When the next attempt is due; null when there is none.
             */
            next_at: string | null;
            /**
             * @description `abandoned`: every attempt failed and none is left.
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
            artifact: components["schemas"]["Artifact"];
            delivery_id: components["schemas"]["DeliveryId"];
        };
        /**
         * Format: double
         * @description The score; for an unknown metric the value that the mean used.
         */
        WireScore: number;
    };
    responses: {
        /** @description The request does not match this document; `detail` and `errors` name what was wrong and where. */
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
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing, or not yet; `detail` says which. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description What there is already stands against it; `detail` says what. */
        NotNow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description The request body is larger than this registry reads. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description A limit was reached: requests of this token or address, failed attempts to sign in, posts or event streams of
         *     the account, or searches and password checks that wait. `detail` says which. Nothing was done.
         */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The database or the object store does not answer at the moment, or the registry has all its hands full; `detail`
         *     says which. Nothing was done, or it is done again without harm: send the same request again.
         */
        Unavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description The registry made a mistake. Quote `reference` when you report it; the log has the cause. */
        Unexpected: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["UnexpectedProblem"];
            };
        };
        /** @description The body is not `application/json`. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description Name of an account. */
        AccountName: components["schemas"]["AccountName"];
        /** @description The number that the registry gave to the artifact. */
        ArtifactId: components["schemas"]["ArtifactId"];
        /** @description What kind of artifact this is. */
        ArtifactType: components["schemas"]["ArtifactType"];
        /** @description Entries on a page; 1000 when missing. */
        Limit: number;
        /** @description The `offset` header of the page before; missing or empty for the first page. */
        Offset: string;
    };
    requestBodies: never;
    headers: {
        /** @description Whether and how long a copy may be used again. */
        CacheControl: string;
        /** @description Where to look next. */
        Location: string;
        /** @description The media type is what it says. */
        NoSniff: "nosniff";
        /** @description Seconds after which another try can help. */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description The password is changed and every token of the account is void. */
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
                /** @description The `next` of the page before; none starts at the first account. */
                after?: components["schemas"]["AccountName"];
                /** @description Accounts per page at most. */
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
                /** @description Name of an account. */
                name: components["parameters"]["AccountName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "publisher"
                 *     }
                 */
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            /** @description The account as it is now. */
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
                /** @description Name of an account. */
                name: components["parameters"]["AccountName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account as it was. */
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
                /** @description What kind of artifact this is. */
                artifact_type: components["parameters"]["ArtifactType"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://huggingface.co/google-bert/bert-base-uncased"
                 *     }
                 */
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
                    "application/json": components["schemas"]["Artifact"];
                };
            };
            /** @description Accepted. The ingest runs asynchronously. */
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
            /** @description This link is registered already, or is being ingested. */
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
            /** @description The ingest ran within the request and ended without an artifact; the body says why. */
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
                /** @description Entries on a page; 1000 when missing. */
                limit?: components["parameters"]["Limit"];
                /** @description The `offset` header of the page before; missing or empty for the first page. */
                offset?: components["parameters"]["Offset"];
            };
            header?: never;
            path: {
                /** @description What kind of artifact this is. */
                artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries, or one page of them. */
            200: {
                headers: {
                    /** @description Names the next page; missing on the last one. Opaque. */
                    offset?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntry"][];
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
                /** @description Whether dependencies are counted; false when missing. */
                dependency?: boolean;
            };
            header?: never;
            path: {
                /** @description What kind of artifact this is. */
                artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The costs by the ids of the artifacts. */
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
                /** @description Entries on a page; 1000 when missing. */
                limit?: components["parameters"]["Limit"];
                /** @description The `offset` header of the page before; missing or empty for the first page. */
                offset?: components["parameters"]["Offset"];
            };
            header?: never;
            path: {
                /** @description Name in the registry. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The artifacts, or one page of them. */
            200: {
                headers: {
                    /** @description Names the next page; missing on the last one. Opaque. */
                    offset?: string;
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
                /** @description Entries on a page; 1000 when missing. */
                limit?: components["parameters"]["Limit"];
                /** @description The `offset` header of the page before; missing or empty for the first page. */
                offset?: components["parameters"]["Offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "regex": "(?i)bert.*uncased"
                 *     }
                 */
                "application/json": components["schemas"]["ArtifactRegEx"];
            };
        };
        responses: {
            /** @description The artifacts, or one page of them. */
            200: {
                headers: {
                    /** @description Names the next page; missing on the last one. Opaque. */
                    offset?: string;
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
                /** @description The number that the registry gave to the artifact. */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "github_url": "https://github.com/google-research/bert"
                 *     }
                 */
                "application/json": components["schemas"]["LicenseCheckRequest"];
            };
        };
        responses: {
            /** @description Whether the licences fit. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": boolean;
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such model, it is not rated yet, or GitHub has no such repository; `detail` says which. */
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
            /** @description GitHub could not be asked for the project's licence; `detail` says why. */
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
                /** @description The number that the registry gave to the artifact. */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The graph; it may contain circles. */
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
                /** @description The number that the registry gave to the artifact. */
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
                /** @description Artifacts on a page; 100 when missing. More than 1000 are refused with 413. */
                limit?: number;
                /** @description The `offset` header of the page before; missing or empty for the first page. */
                offset?: components["parameters"]["Offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
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
                "application/json": components["schemas"]["ArtifactQueries"];
            };
        };
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    /** @description Names the next page; missing on the last one. Opaque. */
                    offset?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArtifactPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description More artifacts were asked for than a page may hold, or the request body is larger than this registry reads. */
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
                /** @description What kind of artifact this is. */
                artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The artifact as it stands. */
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
                /** @description What kind of artifact this is. */
                artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://huggingface.co/google-bert/bert-base-uncased/tree/v2"
                 *     }
                 */
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
             * @description An update or the first ingest runs, the artifact holds nothing to update, or the revision belongs to
             *     another artifact; `existing_id` and `status` say which artifact stands in the way.
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
                /** @description What kind of artifact this is. */
                artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
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
                /** @description What kind of artifact this is. */
                artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reports; none when the request named no `callback_url` or the artifact is not final. */
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
                /** @description Which files to stream. */
                component?: components["schemas"]["Component"];
            };
            header?: never;
            path: {
                /** @description What kind of artifact this is. */
                artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A zip of the files asked for. */
            200: {
                headers: {
                    /** @description Suggests a file name. */
                    "Content-Disposition": string;
                    /** @description Size of the zip in bytes, known before the first is sent. */
                    "Content-Length": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description Go there for the archive. */
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
                /** @description The `id` of the last event that was received. */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description What kind of artifact this is. */
                artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events. The schema is that of each `data`. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    /** @description Asks proxies to pass events on at once. */
                    "X-Accel-Buffering": "no";
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Artifact"];
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
                /** @description What kind of artifact this is. */
                artifact_type: components["parameters"]["ArtifactType"];
                /** @description The number that the registry gave to the artifact. */
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "bert",
                 *       "types": [
                 *         "model"
                 *       ]
                 *     }
                 */
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
                /** @description Entries on a page; 1000 when missing. */
                limit?: components["parameters"]["Limit"];
                /** @description The `offset` header of the page before; missing or empty for the first page. */
                offset?: components["parameters"]["Offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
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
                "application/json": components["schemas"]["ArtifactSearchRequest"];
            };
        };
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    /** @description Names the next page; missing on the last one. Opaque. */
                    offset?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArtifactSummary"][];
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
                /** @description Only what this account did, or what was done to it. */
                account?: components["schemas"]["AccountName"];
                /** @description Only entries of this kind. */
                action?: components["schemas"]["AuditAction"];
                /** @description Only what was done to this artifact, which may be deleted. */
                artifact_id?: components["schemas"]["ArtifactId"];
                /** @description Entries on a page; 1000 when missing. */
                limit?: components["parameters"]["Limit"];
                /** @description The `offset` header of the page before; missing or empty for the first page. */
                offset?: components["parameters"]["Offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries, or one page of them. */
            200: {
                headers: {
                    /** @description Names the next page; missing on the last one. Opaque. */
                    offset?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditRecord"][];
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
        requestBody: {
            content: {
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
                "application/json": components["schemas"]["AuthenticationRequest"];
            };
        };
        responses: {
            /** @description Signed in. */
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
            /** @description The token is void. */
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
                    /** @description Lets the page load nothing but the registry's own files. */
                    "Content-Security-Policy": string;
                    "X-Content-Type-Options": components["headers"]["NoSniff"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
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
                /** @description Which one. */
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
                    "text/css": string;
                    "text/javascript": string;
                };
            };
            400: components["responses"]["BadRequest"];
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
        };
    };
    HealthComponents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found. */
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
            /** @description The server takes work. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            500: components["responses"]["Unexpected"];
            /** @description Not now; `reasons` says why. */
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
                    "text/plain": string;
                };
            };
            /** @description This registry shows its metrics on its own machine only. */
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
                    "application/yaml": string;
                };
            };
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "dry_run": true
                 *     }
                 */
                "application/json": components["schemas"]["RerateRequest"];
            };
        };
        responses: {
            /** @description What changes, model by model. */
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
            /** @description The registry is as good as new. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResetDone"];
                };
            };
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
                /** @description Whose tokens; the caller's own by default. Others need the role admin. */
                account?: components["schemas"]["AccountName"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tokens, without their secrets. */
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPersonalToken"];
            };
        };
        responses: {
            /** @description The token and its secret. */
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
                /** @description The number of the token. */
                id: components["schemas"]["TokenId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is void. */
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
}
