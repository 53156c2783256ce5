using FundLedger.Reports.Charts;
using FundLedger.Reports.Content;
using FundLedger.Reports.Fonts;
using FundLedger.Values;
using SkiaSharp;

namespace FundLedger.Reports.Pdf;

/// <summary>Shares by period as steps, one line for each kind, with what the lines are above them.</summary>
internal static class SharesBlock
{
    private const float Above = 16, PlotHeight = 110, BelowPlot = 18, Legend = 14, MarkWidth = 20, LabelRoom = 34;

    public static void Draw(PageFlow flow, SharesSection shares)
    {
        if (shares.Periods.Count == 0) return;
        var page = flow.Pages;
        flow.Need(Above + Style.Heading.Leading + Legend * 2 + PlotHeight + BelowPlot);
        if (flow.Pages == page) flow.Y += Above;
        flow.Paragraph(shares.Heading.In(flow.Language), flow.Paper.Left, flow.Paper.Room, Style.Heading);
        DrawPlot(flow, shares);
    }

    /// <summary>The drawing and what its lines are, without its heading.</summary>
    public static void DrawPlot(PageFlow flow, SharesSection shares)
    {
        DrawLegend(flow, shares);
        var plot = new SKRect(flow.Paper.Left + LabelRoom, flow.Y, flow.Paper.Right, flow.Y + PlotHeight);
        DrawAxes(flow, shares, plot);
        foreach (var line in shares.Lines.OrderBy(line => line.Kind == ShareLineKind.Actual ? 0 : 1)) DrawLine(flow, shares, line, plot);
        flow.Y = plot.Bottom + BelowPlot;
    }

    private static void DrawLegend(PageFlow flow, SharesSection shares)
    {
        var x = flow.Paper.Left;
        foreach (var line in shares.Lines)
        {
            var name = line.Name.In(flow.Language);
            var width = MarkWidth + 5 + ReportFont.Shared.WidthOf(ReportFont.Shared.Fit(name), Style.Running.Size) + 16;
            if (x + width > flow.Paper.Right && x > flow.Paper.Left) (x, flow.Y) = (flow.Paper.Left, flow.Y + Legend);
            Stroke(flow, line.Kind, new(x, flow.Y + Legend / 2), new(x + MarkWidth, flow.Y + Legend / 2));
            flow.Line(name, x + MarkWidth + 5, PageFlow.BaselineIn(flow.Y + (Legend - Style.Running.Leading) / 2, Style.Running), Style.Running, flow.Paper.Right - x - MarkWidth - 5);
            x += width;
        }

        flow.Y += Legend + 8;
    }

    private static void DrawAxes(PageFlow flow, SharesSection shares, SKRect plot)
    {
        for (var share = 0; share <= shares.Most; share += 2_500)
        {
            var y = YOf(plot, shares, share);
            flow.Pen.Rule(plot.Left, plot.Right, y, share == 0 ? Style.RuleWeight : Style.HairlineWeight, share == 0 ? Style.Muted : Style.Hairline);
            flow.LineToRight(new BasisPoints(share).ToString(), plot.Left - 8, y + Style.Running.Size * 0.37f, Style.Running, LabelRoom);
        }

        foreach (var day in DayScale.TicksOf(new DateSpan(shares.Periods[0], shares.Last)))
        {
            var (text, x) = (day.ToIso(), XOf(plot, shares, day));
            var width = ReportFont.Shared.WidthOf(text, Style.Running.Size);
            flow.Pen.Fill(new(x - 0.2f, plot.Bottom, x + 0.2f, plot.Bottom + 3), Style.Muted);
            flow.Pen.Text(text, Math.Clamp(x - width / 2, plot.Left, plot.Right - width), plot.Bottom + 12, Style.Running);
        }
    }

    private static void DrawLine(PageFlow flow, SharesSection shares, ShareLine line, SKRect plot)
    {
        SKPoint? last = null;
        for (var at = 0; at < shares.Periods.Count; at++)
        {
            if (line.Values[at] is not { } share)
            {
                last = null;
                continue;
            }

            var from = new SKPoint(XOf(plot, shares, shares.Periods[at]), YOf(plot, shares, share.Value));
            var to = new SKPoint(at + 1 < shares.Periods.Count ? XOf(plot, shares, shares.Periods[at + 1]) : plot.Right, from.Y);
            if (last is { } before && before.Y != from.Y) Stroke(flow, line.Kind, before, from);
            Stroke(flow, line.Kind, from, to);
            last = to;
        }
    }

    /// <summary>A piece along one axis, whole or in dashes.</summary>
    private static void Stroke(PageFlow flow, ShareLineKind kind, SKPoint from, SKPoint to)
    {
        var (weight, colour, dash, gap) = kind switch
        {
            ShareLineKind.Actual => (3f, Style.Actual, 0f, 0f),
            ShareLineKind.Former => (0.9f, Style.Muted, 4f, 3f),
            ShareLineKind.Beside => (1.1f, Style.Beside, 1.2f, 2f),
            _ => (1.2f, Style.Accent, 0f, 0f),
        };
        var length = SKPoint.Distance(from, to);
        if (length < 0.1f) return;
        var (along, step) = (new SKPoint((to.X - from.X) / length, (to.Y - from.Y) / length), dash == 0 ? length : dash + gap);
        for (var at = 0f; at < length; at += step)
        {
            var end = Math.Min(length, at + (dash == 0 ? length : dash));
            flow.Pen.Polyline([new(from.X + along.X * at, from.Y + along.Y * at), new(from.X + along.X * end, from.Y + along.Y * end)], weight, colour);
        }
    }

    // The last day has a width too.
    private static float XOf(SKRect plot, SharesSection shares, DateOnly day) => plot.Left + plot.Width * (day.DayNumber - shares.Periods[0].DayNumber) / (shares.Last.DayNumber - shares.Periods[0].DayNumber + 1);

    private static float YOf(SKRect plot, SharesSection shares, int share) => plot.Bottom - plot.Height * Math.Min(share, shares.Most) / shares.Most;
}
