"use client";

import { ZoomOut } from "lucide-react";
import { useAddress } from "@/components/data-table/use-address";
import { Button } from "@/components/ui/button";
import { TimeSeries, type TimeSeriesProps } from "@/components/ui/time-series/time-series";

interface TrafficChartProps extends Omit<TimeSeriesProps, "onZoom" | "onPick"> {
  /** Where the last interval ends, in milliseconds since 1970. */
  end: number;
}

/** The chart as the address says; marking a stretch and pressing a source write it there. */
export function TrafficChart({ end, ...chart }: TrafficChartProps) {
  const { params, change } = useAddress();
  const iso = (milliseconds: number | undefined) => new Date(milliseconds ?? end).toISOString();
  return (
    <>
      <TimeSeries
        {...chart}
        onZoom={(first, last) =>
          change({ range: null, from: iso(chart.starts[first]), to: iso(chart.starts[last + 1]) })
        }
        onPick={(id) => change({ source: id, split: null })}
      />
      {params.get("from")?.includes("T") && (
        <Button
          size="sm"
          className="mt-3 justify-self-start print:hidden"
          icon={<ZoomOut aria-hidden />}
          onClick={() => change({ from: null, to: null })}
        >
          Zoom out
        </Button>
      )}
    </>
  );
}
