import { inputOf } from './input-of.ts';

/** Tells screen readers that the account is required: the editor puts a list in place of its field. */
export function requireAccount(): void {
	inputOf('account').attr('aria-required', 'true');
}
