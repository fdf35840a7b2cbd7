/** The versions of the API, as the hosts store them. */
export const apiVersions = ['v5', 'v6'] as const;

export type ApiVersionName = (typeof apiVersions)[number];

export const defaultApiVersion: ApiVersionName = 'v5';
