using FundLedger.Reporting;
using FundLedger.Reports.Charts;
using FundLedger.Reports.Content;
using FundLedger.Reports.Fonts;
using FundLedger.Values;
using SkiaSharp;

namespace FundLedger.Reports.Pdf;

/// <summary>Money over time as steps: the balance of a day holds until the next day that moved.</summary>
internal static class ChartBlock
{
    private const float Above = 16;
    private const float PlotHeight = 104;
    private const float BelowPlot = 16;
    private const float LabelGap = 8;

    public static void Draw(PageFlow flow, ChartSection chart)
    {
        if (chart.Points.Count == 0) return;
        var page = flow.Pages;
        flow.Need(Above + Style.Heading.Leading + 8 + PlotHeight + BelowPlot);
        if (flow.Pages == page) flow.Y += Above;
        flow.Paragraph($"{chart.Heading.In(flow.Language)} ({chart.Currency})", flow.Paper.Left, flow.Paper.Room, Style.Heading);
        flow.Y += 8;
        DrawPlot(flow, chart);
    }

    /// <summary>The drawing without its heading.</summary>
    public static void DrawPlot(PageFlow flow, ChartSection chart)
    {
        var scale = AmountScale.Covering(chart.Points.Select(point => point.Balance), chart.Currency);
        var labels = scale.Ticks.Max(tick => ReportFont.Shared.WidthOf(scale.LabelOf(tick), Style.Running.Size));
        var plot = new SKRect(flow.Paper.Left + labels + LabelGap, flow.Y, flow.Paper.Right, flow.Y + PlotHeight);
        var place = new PlotPlace(plot, scale, chart.Span);

        var steps = StepsOf(chart, place);
        FillToZero(flow, steps, place.YOf(0));
        DrawAmountAxis(flow, scale, place);
        DrawDayAxis(flow, chart.Span, place);
        flow.Pen.Polyline(steps, 1.1f, Style.Accent);
        flow.Y = plot.Bottom + BelowPlot;
    }

    private static void FillToZero(PageFlow flow, SKPoint[] steps, float zero)
    {
        SKPoint[] Area(Func<float, float, float> nearer) =>
            [new(steps[0].X, zero), .. steps.Select(step => new SKPoint(step.X, nearer(step.Y, zero))), new(steps[^1].X, zero)];
        if (steps.Any(step => step.Y < zero)) flow.Pen.Polygon(Area(Math.Min), Style.AccentTint);
        if (steps.Any(step => step.Y > zero)) flow.Pen.Polygon(Area(Math.Max), Style.NegativeTint);
    }

    private static SKPoint[] StepsOf(ChartSection chart, PlotPlace place)
    {
        var steps = new List<SKPoint>(chart.Points.Count * 2 + 1);
        foreach (var point in chart.Points)
        {
            var at = new SKPoint(place.XOf(point.Day), place.YOf(point.Balance.MinorUnits));
            if (steps.Count > 0) steps.Add(new SKPoint(at.X, steps[^1].Y));
            steps.Add(at);
        }

        steps.Add(new SKPoint(place.Plot.Right, steps[^1].Y));
        return [.. steps];
    }

    private static void DrawAmountAxis(PageFlow flow, AmountScale scale, PlotPlace place)
    {
        foreach (var tick in scale.Ticks)
        {
            var y = place.YOf(tick);
            var (weight, colour) = tick == 0 ? (Style.RuleWeight, Style.Muted) : (Style.HairlineWeight, Style.Hairline);
            flow.Pen.Rule(place.Plot.Left, place.Plot.Right, y, weight, colour);
            var style = tick < 0 ? Style.Running.In(Style.Negative) : Style.Running;
            var right = place.Plot.Left - LabelGap;
            flow.LineToRight(scale.LabelOf(tick), right, y + style.Size * 0.37f, style, right - flow.Paper.Left + 1);
        }
    }

    private static void DrawDayAxis(PageFlow flow, DateSpan span, PlotPlace place)
    {
        var baseline = place.Plot.Bottom + 12;
        foreach (var day in DayScale.TicksOf(span))
        {
            var text = day.ToIso();
            var width = ReportFont.Shared.WidthOf(text, Style.Running.Size);
            var x = Math.Clamp(place.XOf(day) - width / 2, place.Plot.Left, place.Plot.Right - width);
            flow.Pen.Fill(new(place.XOf(day) - 0.2f, place.Plot.Bottom, place.XOf(day) + 0.2f, place.Plot.Bottom + 3), Style.Muted);
            flow.Pen.Text(text, x, baseline, Style.Running);
        }
    }

    /// <summary>Where a day and an amount lie in the plot.</summary>
    private readonly record struct PlotPlace(SKRect Plot, AmountScale Scale, DateSpan Span)
    {
        // The last day has a width too: its balance holds to its end.
        public float XOf(DateOnly day) => Plot.Left + Plot.Width * (day.DayNumber - Span.First.DayNumber) / (Span.Last.DayNumber - Span.First.DayNumber + 1);

        public float YOf(long minorUnits) => Plot.Bottom - (float)(Plot.Height * ((double)minorUnits - Scale.Low) / ((double)Scale.High - Scale.Low));
    }
}
