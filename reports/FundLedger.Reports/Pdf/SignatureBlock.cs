using FundLedger.Reports.Content;

namespace FundLedger.Reports.Pdf;

/// <summary>Room to sign for each party, side by side and never torn over two pages.</summary>
internal static class SignatureBlock
{
    private const float Above = 18;
    private const float Gap = 26;
    private const float Labels = 82;
    private const float Blank = 34;

    public static void Draw(PageFlow flow, SignatureSection section)
    {
        var width = (flow.Paper.Room - Gap * (section.Signatories.Count - 1)) / section.Signatories.Count;
        var names = section.Signatories.Max(one => flow.HeightOf(one.Name, width, Style.Value));
        var height = Style.Label.Leading + names + Blank * SignatureSection.Blanks.Count;
        var page = flow.Pages;
        flow.Need(Above + Style.Heading.Leading + Style.CellText.Leading + 8 + height);
        if (flow.Pages == page) flow.Y += Above;
        flow.Paragraph(section.Heading.In(flow.Language), flow.Paper.Left, flow.Paper.Room, Style.Heading);
        flow.Paragraph(section.State.In(flow.Language), flow.Paper.Left, flow.Paper.Room, Style.CellText);
        flow.Y += 8;
        var top = flow.Y;
        for (var i = 0; i < section.Signatories.Count; i++)
        {
            flow.Y = top;
            DrawOne(flow, section.Signatories[i], flow.Paper.Left + i * (width + Gap), width, names);
        }

        flow.Y = top + height;
    }

    private static void DrawOne(PageFlow flow, Signatory one, float left, float width, float names)
    {
        flow.Line(one.As.In(flow.Language), left, PageFlow.BaselineIn(flow.Y, Style.Label), Style.Label, width);
        var below = flow.Y + Style.Label.Leading;
        flow.Y = below;
        flow.Paragraph(one.Name, left, width, Style.Value);
        flow.Y = below + names;
        foreach (var blank in SignatureSection.Blanks)
        {
            flow.Y += Blank;
            flow.Line(blank.In(flow.Language), left, flow.Y - 4, Style.Label, Labels - 6);
            flow.Pen.Rule(left + Labels, left + width, flow.Y, Style.HairlineWeight, Style.Ink);
        }
    }
}
