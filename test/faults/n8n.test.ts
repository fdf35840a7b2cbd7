import { cellsOf } from './cells.ts';
import { openN8nStage } from './support/n8n-stage.ts';
import { tryCell } from './support/try-cell.ts';

test.each(cellsOf('n8n'))('$name', (cell) => tryCell(cell, openN8nStage));
