import "./app.css";
import { startOutline } from "./outline.ts";
import { isGuide, startReading } from "./reading.ts";

/* What runs for readers. */
if (isGuide) startOutline();
startReading();
