/** How many times as fast as the machine's the clocks of a soak run. */
export const timeScale = 100;
