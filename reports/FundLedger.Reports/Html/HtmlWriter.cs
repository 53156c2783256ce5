using System.Buffers;
using System.Xml.Linq;
using FundLedger.Reports.Data;
using FundLedger.Values;

namespace FundLedger.Reports.Html;

/// <summary>Writes elements as they come and escapes whatever stands in them. Keeps only the names of those still open.</summary>
internal sealed class HtmlWriter(TextWriter output)
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'");

    private readonly Stack<string> open = new();

    public HtmlWriter Open(string name, string? classes = null, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        output.Write('<');
        output.Write(name);
        if (classes is not null) Attribute("class", classes);
        foreach (var (attribute, value) in attributes) Attribute(attribute, value);
        output.Write('>');
        open.Push(name);
        return this;
    }

    public HtmlWriter Text(string text)
    {
        var rest = PlainText.Fit(text).AsSpan();
        for (var at = rest.IndexOfAny(Special); at >= 0; at = rest.IndexOfAny(Special))
        {
            output.Write(rest[..at]);
            output.Write(Escaped(rest[at]));
            rest = rest[(at + 1)..];
        }

        output.Write(rest);
        return this;
    }

    /// <summary>A drawing, escaped by the one who made it.</summary>
    public HtmlWriter Svg(XElement drawing)
    {
        output.Write(drawing.ToString(SaveOptions.DisableFormatting));
        return this;
    }

    /// <summary>Closes the element that was opened last.</summary>
    public HtmlWriter Close()
    {
        output.Write("</");
        output.Write(open.Pop());
        output.Write('>');
        return this;
    }

    /// <summary>For people who read the source.</summary>
    public HtmlWriter Break()
    {
        output.Write('\n');
        return this;
    }

    public HtmlWriter Element(string name, string? classes, string text) => Open(name, classes).Text(text).Close();

    public HtmlWriter Link(string url, string text) => Open("a", null, ("href", url)).Text(text).Close();

    /// <summary>States that every element was closed.</summary>
    public void End() => Invariant.Holds(open.Count == 0);

    private void Attribute(string name, string value)
    {
        output.Write(' ');
        output.Write(name);
        output.Write("=\"");
        Text(value);
        output.Write('"');
    }

    private static string Escaped(char character) => character switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        _ => "&#39;",
    };
}
