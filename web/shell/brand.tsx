/** The gate house. */
export const Brand = () => (
  <svg viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
    <path fill="var(--accent)" d="M2 15V5h2V3h2v2h4V3h2v2h2v10H10v-4a2 2 0 0 0-4 0v4z" />
  </svg>
);
