namespace FundLedger.Tests.House;

/// <summary>C# source taken apart into code and string literals, so that a rule about one is not fooled by the other.</summary>
/// <remarks>A lexer only: it knows comments, character literals, and plain, verbatim, raw and interpolated strings, with code inside their holes.</remarks>
internal sealed class CSharpText
{
    private readonly string source;
    private readonly char[] code;
    private readonly List<Literal> literals = [];

    private CSharpText(string source) => (this.source, code) = (source, source.ToCharArray());

    /// <summary>A string literal; holes of an interpolated one read <c>{}</c>, and literals joined by + are one.</summary>
    /// <param name="Position">Where it starts in the source.</param>
    /// <param name="End">First position after it.</param>
    internal sealed record Literal(int Position, int End, string Text);

    /// <summary>The source with comments and the insides of strings blanked; positions are those of the source.</summary>
    public string Code => new(code);

    public IReadOnlyList<Literal> Literals => Joined();

    public static CSharpText Read(string source)
    {
        var text = new CSharpText(source);
        text.ReadCode(0, inHole: false);
        return text;
    }

    // Returns the position after the code: the end of the source, or the closing brace of a hole.
    private int ReadCode(int at, bool inHole)
    {
        var depth = 0;
        while (at < source.Length)
        {
            if (StartsAt(at, "//")) at = Blank(at, EndOf(source.IndexOf('\n', at)));
            else if (StartsAt(at, "/*")) at = Blank(at, EndOf(source.IndexOf("*/", at + 2, StringComparison.Ordinal), 2));
            else if (source[at] == '\'') at = ReadCharacter(at);
            else if (StringStart(at) is { } start) at = ReadString(at, start);
            else if (inHole && source[at] == '}' && depth-- == 0) return at;
            else if (source[at++] == '{') depth++;
        }

        return at;
    }

    private int ReadCharacter(int at)
    {
        var end = at + 1;
        while (end < source.Length && source[end] != '\'' && source[end] != '\n') end += source[end] == '\\' ? 2 : 1;
        return Math.Min(end + 1, source.Length);
    }

    private sealed record Start(int Dollars, bool Verbatim, int Quotes, int Body);

    private Start? StringStart(int at)
    {
        var body = at;
        while (body < source.Length && source[body] is '$' or '@') body++;
        if (body >= source.Length || source[body] != '"') return null;
        var prefix = source.AsSpan(at, body - at);
        var quotes = Run('"', body);
        if (quotes == 2 || prefix.Contains('@')) quotes = 1; // an empty string, or quotes doubled inside a verbatim one
        return new Start(prefix.Count('$'), prefix.Contains('@'), quotes, body + quotes);
    }

    private int ReadString(int at, Start start)
    {
        var text = new System.Text.StringBuilder();
        var here = start.Body;
        while (here < source.Length && !Closes(here, start))
        {
            if (start is { Quotes: 1, Verbatim: false } && source[here] == '\\') here = Take(text, here, 2);
            else if (start is { Quotes: 1, Verbatim: true } && StartsAt(here, "\"\"")) here = Take(text, here, 2);
            else if (start is { Quotes: 1, Dollars: > 0 } && StartsAt(here, "{{")) here = Take(text, here, 2);
            else if (start.Dollars > 0 && Run('{', here) >= start.Dollars) here = ReadHole(text, here, start.Dollars);
            else here = Take(text, here, 1);
        }

        var end = Math.Min(here + start.Quotes, source.Length);
        literals.Add(new Literal(at, end, text.ToString()));
        return end;
    }

    private bool Closes(int at, Start start) =>
        start.Quotes == 1 ? source[at] == '"' && !(start.Verbatim && StartsAt(at, "\"\"")) : Run('"', at) >= start.Quotes;

    private int ReadHole(System.Text.StringBuilder text, int at, int braces)
    {
        text.Append("{}");
        return Math.Min(ReadCode(at + braces, inHole: true) + braces, source.Length);
    }

    private int Take(System.Text.StringBuilder text, int at, int count)
    {
        var end = Math.Min(at + count, source.Length);
        text.Append(source, at, end - at);
        return Blank(at, end);
    }

    private int Blank(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (code[i] != '\n') code[i] = ' ';
        }

        return to;
    }

    private List<Literal> Joined()
    {
        var joined = new List<Literal>();
        foreach (var literal in literals.OrderBy(literal => literal.Position))
        {
            if (joined.Count > 0 && joined[^1] is var last && last.End <= literal.Position && Code[last.End..literal.Position].Trim() == "+")
            {
                joined[^1] = last with { End = literal.End, Text = last.Text + literal.Text };
            }
            else
            {
                joined.Add(literal);
            }
        }

        return joined;
    }

    private int Run(char wanted, int at)
    {
        var end = at;
        while (end < source.Length && source[end] == wanted) end++;
        return end - at;
    }

    private bool StartsAt(int at, string wanted) => string.CompareOrdinal(source, at, wanted, 0, wanted.Length) == 0;

    private int EndOf(int found, int length = 0) => found < 0 ? source.Length : found + length;
}
