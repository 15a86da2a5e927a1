/** The SDK's credential chain in the ingest function: a role's keys are in the environment, and no other source exists. */
export { fromEnv as defaultProvider } from "@aws-sdk/credential-provider-env";
