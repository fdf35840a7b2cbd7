import { cellsOf } from './cells.ts';
import { openCoreStage } from './support/core-stage.ts';
import { tryCell } from './support/try-cell.ts';

test.each(cellsOf('core'))('$name', async (cell) => {
	const { task, moment } = cell;
	const stage = openCoreStage({
		task,
		hasDocuments: moment.hasDocuments === true,
		hasDeadline: moment.endedBy === 'deadline',
	});
	await tryCell(cell, stage);
});
