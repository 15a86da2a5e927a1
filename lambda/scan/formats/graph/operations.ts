/** What the operations of a TensorFlow graph do beside computing with numbers and text. */

import type { Subject } from "../../subject.ts";
import { isComputation, words } from "./operation-names.ts";

/** Operations that run Python, or read and write files that the graph itself names. */
const UNSAFE = new Set(
  words(`
    ReadFile WriteFile MatchingFiles PyFunc EagerPyFunc PyFuncStateless Save SaveSlices SaveDataset SaveDatasetV2
    SnapshotDataset SnapshotDatasetV2 SnapshotDatasetReader DebugIdentity DebugIdentityV2 DebugIdentityV3 RpcCall
    RpcClient RpcServer RegisterDataset RegisterDatasetV2 DataServiceDataset DataServiceDatasetV2 DataServiceDatasetV3
    DataServiceDatasetV4 CreateSummaryFileWriter CreateSummaryDbWriter WriteRawProtoSummary
  `),
);
/** Operations that read files or speak to other processes, as training graphs do. */
const REACHING = new Set(
  words(`
    WholeFileReader WholeFileReaderV2 TextLineReader TextLineReaderV2 TFRecordReader TFRecordReaderV2
    FixedLengthRecordReader FixedLengthRecordReaderV2 TextLineDataset TFRecordDataset TFRecordDatasetV2
    FixedLengthRecordDataset FixedLengthRecordDatasetV2 LoadDataset CacheDataset CacheDatasetV2 LMDBReader LMDBDataset
    SqlDataset PrintV2 Print RemoteCall RemoteFusedGraphExecute Recv Send _Recv _Send Abort ImmutableConst
    InitializeTableFromDataset LoadAndRemapMatrix
  `),
);

/** Reports an operation by its name. Operations of TensorFlow itself that only compute yield nothing. */
export function reportOperation({ report, member }: Subject, operation: string): void {
  if (UNSAFE.has(operation)) {
    const text = `The graph has the operation ${operation}, which reaches outside the model.`;
    report.find("unsafe", "GRAPH_OPERATION", text, member);
    return;
  }
  if (REACHING.has(operation)) {
    const text = `The graph has the operation ${operation}, which can read files or other processes.`;
    report.find("suspicious", "GRAPH_OPERATION", text, member);
    return;
  }
  if (isComputation(operation)) return;
  const text = `The graph has the operation ${JSON.stringify(operation)}, which is not known to be one of TensorFlow's own.`;
  report.unknown(false, "GRAPH_OPERATION", text, member);
}
