import { Gates } from '@ingram-orders/core';
import { axiosHost } from './axios-host.ts';

/** The rate limit is counted for an App ID, so all account nodes of a process share their gates. */
export const gates = new Gates(axiosHost);
