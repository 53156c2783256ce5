using System.Text.RegularExpressions;

namespace FundLedger.Tests.House;

/// <summary>What can be read off an SQL file of either dialect without a database.</summary>
internal static partial class SqlText
{
    /// <summary>The statement with comments and the insides of strings blanked; positions stay.</summary>
    public static string Bare(string sql) => CommentOrString().Replace(sql, found => NotNewline().Replace(found.Value, " "));

    /// <summary>Names of the parameters, with their @, in the order they first appear, without the variables the file declares itself.</summary>
    public static IReadOnlyList<string> Parameters(string sql)
    {
        var bare = Call().Replace(Bare(sql), call => NameOfArgument().Replace(call.Value, " "));
        var declared = Declaration().Matches(bare).SelectMany(declaration => DeclaredIn(declaration.Groups["list"].Value));
        return [.. Variable().Matches(bare).Select(variable => variable.Value).Distinct(StringComparer.Ordinal).Except(declared)];
    }

    /// <summary>Table-valued parameters, which a T-SQL file states in a comment line of its own: <c>-- @lines: journal_line_table</c>.</summary>
    /// <returns>Type by parameter name.</returns>
    public static IReadOnlyDictionary<string, string> TableParameters(string sql) =>
        TableParameter().Matches(sql).ToDictionary(found => found.Groups["name"].Value, found => found.Groups["type"].Value, StringComparer.Ordinal);

    /// <summary>Positions where rows of <paramref name="table"/> are inserted, changed, removed or merged.</summary>
    public static IEnumerable<(int Position, bool Inserts)> WritesTo(string table, string sql) =>
        from Match write in Regex.Matches(Bare(sql), WritePattern + @"(\w+\.)?[\[""`]?" + table + @"\b", RegexOptions.IgnoreCase)
        select (write.Index, write.Value.StartsWith('I') || write.Value.StartsWith('i'));

    /// <summary>True when the file only reads: one SELECT, with or without common table expressions.</summary>
    public static bool OnlyReads(string sql)
    {
        var bare = Bare(sql);
        return Reading().IsMatch(bare) && !Writing().IsMatch(bare);
    }

    // The first name and each one after a comma outside brackets: DECLARE @a INT = f(@p, 1), @b BIT;
    private static IEnumerable<string> DeclaredIn(string list)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i <= list.Length; i++)
        {
            if (i < list.Length && list[i] == '(') depth++;
            if (i < list.Length && list[i] == ')') depth--;
            if (i < list.Length && (list[i] != ',' || depth > 0)) continue;
            if (Variable().Match(list[start..i]) is { Success: true } name) yield return name.Value;
            start = i + 1;
        }
    }

    private const string WritePattern =
        @"\b(INSERT(\s+OR\s+\w+)?\s+INTO|INSERT|REPLACE\s+INTO|UPDATE(\s+OR\s+\w+)?|DELETE(\s+FROM)?|MERGE(\s+INTO)?|TRUNCATE\s+TABLE)\s+";

    [GeneratedRegex(@"--[^\n]*|/\*[\s\S]*?\*/|'(?:[^']|'')*'")]
    private static partial Regex CommentOrString();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex NotNewline();

    [GeneratedRegex(@"(?<![@\w])@[A-Za-z_]\w*")]
    private static partial Regex Variable();

    // In EXEC p @Resource = @key the first name is the procedure's own.
    [GeneratedRegex(@"\bEXEC(UTE)?\b[^;]*", RegexOptions.IgnoreCase)]
    private static partial Regex Call();

    [GeneratedRegex(@"@\w+(?=\s*=)")]
    private static partial Regex NameOfArgument();

    [GeneratedRegex(@"\bDECLARE\b(?<list>[^;]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^--\s*(?<name>@\w+):\s*(?<type>\w+(\.\w+)?)\s*$", RegexOptions.Multiline)]
    private static partial Regex TableParameter();

    [GeneratedRegex(@"^\s*(SELECT|WITH)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Reading();

    [GeneratedRegex(@"\b(INSERT|UPDATE|DELETE|MERGE|REPLACE\s+INTO|TRUNCATE|CREATE|ALTER|DROP|EXEC|EXECUTE|INTO)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Writing();
}
