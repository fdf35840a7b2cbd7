/** A table of the report; the first row is the head. */
export interface Table {
	title: string;
	rows: readonly (readonly string[])[];
}
/** What a figure has to meet. */
export interface Target {
	says: string;
	isMet: boolean;
}
/** A curve of a plot. */
export interface Curve {
	name: string;
	points: readonly { x: number; y: number }[];
}
/** A picture of figures over a count. */
export interface Plot {
	file: string;
	title: string;
	xLabel: string;
	yLabel: string;
	curves: readonly Curve[];
}
/** What one part of the benchmark found. */
export interface Findings {
	tables: readonly Table[];
	targets: readonly Target[];
	plots: readonly Plot[];
}
/** One part of the benchmark. */
export interface Section {
	name: string;
	run(progress: (text: string) => void): Promise<Findings>;
}
