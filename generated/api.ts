// Written by "npm run generate" from openapi.yaml. Do not edit.
export interface paths {
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
         * @description Oldest first. Reading it is itself recorded, before it is answered, when reading begins at the first page;
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
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
            progress: components["schemas"]["Progress"];
            revision: components["schemas"]["Revision"];
            status: components["schemas"]["ArtifactStatus"];
            /** @description The status in one sentence for a person. */
            status_message: string;
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
        /**
         * @description `pending` accepted, waits for the ingest function; `downloading` files are being copied, verified and
         *     archived; `rating` the final verdict is made; `completed` can be downloaded; `rejected` the rating or the scan
         *     did not pass, nothing was kept; `failed` see `failure`.
         * @enum {string}
         */
        ArtifactStatus: "pending" | "downloading" | "rating" | "completed" | "rejected" | "failed";
        /**
         * @description What kind of artifact this is.
         * @enum {string}
         */
        ArtifactType: "model" | "dataset" | "code";
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
                /** @description Whether the account is an administrator now. */
                is_admin: boolean;
                /**
                 * @description Account name.
                 * @example admin
                 */
                name: string;
            };
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
        /**
         * @description `weights`: files that hold parameters; `config`: configuration, tokenizer, card and licence; `full`: every file.
         * @enum {string}
         */
        Component: "full" | "weights" | "config";
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
        /**
         * @description CRC-32 (zlib polynomial), lower-case hex.
         * @example 0d4a1185
         */
        Crc32: string;
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
         *     configured limit; `integrity_mismatch` bytes do not match their published hash or size; `storage_unavailable`
         *     the object store or the database did not answer; `timed_out` the time budget ended; `internal_error` a mistake
         *     of the registry, with a reference into its log.
         * @enum {string}
         */
        FailureCode: "source_not_found" | "source_gated" | "source_rate_limited" | "source_unavailable" | "source_untrusted" | "source_too_large" | "integrity_mismatch" | "storage_unavailable" | "timed_out" | "internal_error";
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
        /** @description What the server sends to the ingest function. */
        IngestEvent: {
            artifact_id: components["schemas"]["ArtifactId"];
            artifact_type: components["schemas"]["ArtifactType"];
            /** @description Joins the logs of server and function. */
            correlation_id?: string;
            /** @description Name in the registry. */
            name: string;
            /** @description Branch, tag or commit as asked for. */
            revision: string;
            /** @description The canonical link. */
            source_url: string;
        };
        IngestRequest: {
            /**
             * @description Name in the registry; by default the last part of the link.
             * @example bert-base-uncased
             */
            name?: string;
            /**
             * @description The link to the repository. Models: `https://huggingface.co/<owner>/<name>`; datasets:
             *     `https://huggingface.co/datasets/<owner>/<name>`; code: `https://huggingface.co/spaces/<owner>/<name>` or
             *     `https://github.com/<owner>/<repository>`. `/tree/<revision>`, a trailing slash and a query are understood.
             * @example https://huggingface.co/google-bert/bert-base-uncased
             */
            url: string;
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
        };
        ManifestFile: {
            bytes: components["schemas"]["Bytes"];
            /** @description CRC-32 of the content; null for a submodule. */
            crc32: string | null;
            /**
             * @description `file` has its content here. `lfs_pointer`: only the pointer text was available. `submodule`: not part of the zip. `symlink`: the content is the link's target text.
             * @enum {string}
             */
            kind: "file" | "lfs_pointer" | "submodule" | "symlink";
            /**
             * @description Full path, separated by `/`.
             * @example model.safetensors
             */
            path: string;
            /** @description SHA-256 of the content; null for a submodule. */
            sha256: string | null;
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
        NotAdmitted: {
            artifact: components["schemas"]["Artifact"];
            detail: components["schemas"]["Detail"];
        };
        /** @description A score, null when none could be computed. */
        NullableScore: number | null;
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
            metrics: components["schemas"]["MetricDetailsByName"];
            net_score: components["schemas"]["NullableScore"];
            /** @description Which constants were used. */
            policy_version: string;
            /** @description What decided, most important first. */
            reasons: string[];
            threshold: components["schemas"]["Score"];
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
        /** @description The request body is larger than this registry reads. */
        TooLarge: {
            headers: {
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
        /** @description Where to look next. */
        Location: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
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
            500: components["responses"]["Unexpected"];
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
            500: components["responses"]["Unexpected"];
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
            500: components["responses"]["Unexpected"];
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
            500: components["responses"]["Unexpected"];
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
            /** @description Too many searches wait already. */
            429: {
                headers: {
                    /** @description Seconds after which to try again. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
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
            500: components["responses"]["Unexpected"];
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
            500: components["responses"]["Unexpected"];
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
            500: components["responses"]["Unexpected"];
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
            500: components["responses"]["Unexpected"];
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
            500: components["responses"]["Unexpected"];
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
            500: components["responses"]["Unexpected"];
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
            500: components["responses"]["Unexpected"];
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
            500: components["responses"]["Unexpected"];
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
export const artifactStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ArtifactStatus"]> = ["pending", "downloading", "rating", "completed", "rejected", "failed"];
export const artifactTypeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ArtifactType"]> = ["model", "dataset", "code"];
export const auditEntryActionValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["AuditEntry"]["action"]> = ["CREATE", "UPDATE", "DOWNLOAD", "RATE", "AUDIT"];
export const componentValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Component"]> = ["full", "weights", "config"];
export const evidenceEffectValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Evidence"]["effect"]> = ["+", "-", "?", "i"];
export const failureCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["FailureCode"]> = ["source_not_found", "source_gated", "source_rate_limited", "source_unavailable", "source_untrusted", "source_too_large", "integrity_mismatch", "storage_unavailable", "timed_out", "internal_error"];
export const healthStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Health"]["status"]> = ["ok"];
export const ingestAcceptedStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["IngestAccepted"]["status"]> = ["pending"];
export const lineageEdgeRelationshipValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["LineageEdge"]["relationship"]> = ["base_model", "dataset", "code"];
export const manifestFileKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ManifestFile"]["kind"]> = ["file", "lfs_pointer", "submodule", "symlink"];
export const metricDetailsStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MetricDetails"]["status"]> = ["scored", "absent", "unknown", "not_applicable"];
export const metricNameValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MetricName"]> = ["ramp_up_time", "bus_factor", "performance_claims", "license", "dataset_and_code_score", "dataset_quality", "code_quality", "reproducibility", "reviewedness", "tree_score", "size_score"];
export const progressStageValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Progress"]["stage"]> = ["queued", "resolve", "evidence", "rate", "gate", "transfer", "scan", "archive", "settle", "done"];
export const ratingDetailsDecisionDecisionValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RatingDetails"]["decision"]["decision"]> = ["accept", "reject", "defer"];
export const ratingDetailsFirmnessValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RatingDetails"]["firmness"]> = ["robust", "tentative"];
export const ratingDetailsVerdictValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RatingDetails"]["verdict"]> = ["accept", "reject", "deferred"];
export const scanFindingSeverityValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ScanFinding"]["severity"]> = ["unsafe", "suspicious", "info"];
export const verdictFirmnessValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Verdict"]["firmness"]> = ["robust", "tentative"];
