import { Command, CommanderError } from 'commander';
import { importGhost } from '../../plugins/ghost-import/index.ts';
import { type ImportReport, UnreadableExport } from '../../plugins/ghost-import/report.ts';
