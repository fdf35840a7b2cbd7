/** Lets the button of a dialog show and hide its advanced rows. */
export function prepareAdvanced(type: string): void {
	const advanced = $(`#${type}-advanced`);
	$(`#${type}-advanced-toggle`).on('click', (event) => {
		event.preventDefault();
		advanced.toggleClass('ingram-open');
		$(event.currentTarget).attr('aria-expanded', String(advanced.hasClass('ingram-open')));
	});
}
