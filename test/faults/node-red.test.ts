import { cellsOf } from './cells.ts';
import { openNodeRedStage } from './support/node-red-stage.ts';
import { tryCell } from './support/try-cell.ts';

test.each(cellsOf('Node-RED'))('$name', (cell) => tryCell(cell, openNodeRedStage));
