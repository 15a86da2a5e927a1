import {
  ArtifactsApi,
  ArtifactType,
  CompletedArtifactStatusEnum,
  Configuration,
  FailedArtifactStatusEnum,
  IngestAcceptedStatusEnum,
  RejectedArtifactStatusEnum,
} from "./generated/index.ts";

const basePath = process.env["GATEHOUSE_URL"] ?? "";
const headers = { "X-Authorization": process.env["GATEHOUSE_TOKEN"] ?? "" };
const api = new ArtifactsApi(new Configuration({ basePath, baseOptions: { headers } }));

/** Statuses are enums here, which tell the variants apart as literals do elsewhere. */
export async function submit(url: string) {
  const { data } = await api.artifactCreate(ArtifactType.Model, { url });
  switch (data.status) {
    case IngestAcceptedStatusEnum.Pending:
      return { ...data, status: "pending" as const };
    case CompletedArtifactStatusEnum.Completed:
      return { ...data, status: "completed" as const };
  }
}

export async function read(id: number) {
  const { data } = await api.artifactRetrieve(ArtifactType.Model, id);
  switch (data.status) {
    case CompletedArtifactStatusEnum.Completed:
      return { ...data, status: "completed" as const };
    case RejectedArtifactStatusEnum.Rejected:
      return { ...data, status: "rejected" as const };
    case FailedArtifactStatusEnum.Failed:
      return { ...data, status: "failed" as const };
    default:
      return { ...data, status: "in progress" as const };
  }
}
