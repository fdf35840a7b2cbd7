import { cellsOf } from './cells.ts';
import { openCoreStage } from './support/core-stage.ts';
import { tryCell } from './support/try-cell.ts';

test.each(cellsOf('core'))('$name', (cell) => tryCell(cell, openCoreStage));
