/** Where programs of this repository still look for the host; it lies in `host/`. */
export { axiosHost } from '../host/axios-host.ts';
