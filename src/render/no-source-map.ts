/* Stands for `source-map` in the bundle: Handlebars asks for it, and builds its code without where it is not there. */
export {};
