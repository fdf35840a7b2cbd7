/** What the workflow is started for, for the canvas: "hold placed, hold released". */
export const subtitle = `={{ [$rawParameter.events].flat().filter((name) => typeof name === 'string').map((name) => name.replace(/[A-Z]/g, ' $&').toLowerCase()).join(', ') }}`;
