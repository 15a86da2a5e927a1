import { IngestFailure } from "../../domain/failure.ts";
import type { SourceLink } from "../ports.ts";
import type { ResolvedSource } from "../source/source.ts";
import type { Run, Stage } from "../stage.ts";

/** Pins the commit and lists every file, sizes known, before any byte is moved. */
export const resolveStage: Stage<SourceLink, ResolvedSource> = {
  name: "resolve",
  run: async (link, run) => {
    const { context, tools, ledger, claim } = run;
    context.progress.stage("resolve");
    const resolved = await tools.source(link.host).resolve(link, sourceCall(run));
    const { listing } = resolved;
    if (listing.files.length === 0) throw new IngestFailure("source_not_found", `${listing.repository} holds no files`);
    const { repository, commit, bytesTotal } = listing;
    await ledger.pin(claim, { repository, commit, bytesTotal });
    context.progress.stage("resolve", { bytes: bytesTotal, files: listing.files.length });
    context.log.info("resolved", { repository, commit, files: listing.files.length, bytes: bytesTotal });
    return resolved;
  },
};

/** How a source's client talks back to this run. */
export const sourceCall = ({ context }: Run) => ({
  signal: context.signal,
  say: (text: string | null) => context.progress.detail(text),
  remaining: () => context.deadline.remaining(),
});
