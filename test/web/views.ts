/** What axe reports. */
export interface AxeViolation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Every page with a text that is there once it is whole. */
export const views = ({
  clear,
  child,
  rejected,
  failed,
}: Record<"clear" | "child" | "rejected" | "failed", number>) => ({
  list: { at: "/", text: "test-upload" },
  submit: { at: "/submit", text: "Links to models" },
  approved: { at: `/model/${clear}`, text: "raspberry pi" },
  rejected: { at: `/model/${rejected}`, text: "Why it was rejected" },
  failed: { at: `/model/${failed}`, text: "Trying again does not help" },
  files: { at: `/model/${clear}?tab=files`, text: "model.safetensors" },
  lineage: { at: `/model/${child}?tab=lineage`, text: "declared in" },
  versions: { at: `/model/${clear}?tab=versions`, text: "this one" },
  use: { at: `/model/${clear}?tab=use`, text: "HF_ENDPOINT" },
  compare: { at: `/compare?a=${clear}&b=${child}`, text: "are the same" },
  operate: { at: "/operate", text: "follow one another" },
  settings: { at: "/settings", text: "Personal tokens" },
  "not found": { at: "/nowhere", text: "There is nothing here" },
});
