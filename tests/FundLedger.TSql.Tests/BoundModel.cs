using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace FundLedger.TSql.Tests;

/// <summary>The schema and every statement in one model, which resolves each table, column, parameter and function they name.</summary>
/// <remarks>
/// The model does not see: columns of temporary tables, a missing GROUP BY, a wrong number or type of values, an unknown built-in function.
/// Columns of table-valued parameters it does not see either; <see cref="TableParameters"/> does.
/// </remarks>
internal static class BoundModel
{
    // What the server brings along, or its administrator, and the model does not have.
    private static readonly string[] OfTheServer = ["[sys].", "[dbo].[sp_getapplock]", "[dbo].[sp_releaseapplock]", "reference to object [fundledger_app]", "reference to object [fundledger_migrate]"];

    /// <summary>Everything that is wrong with the files of one tree, each with its file.</summary>
    public static IReadOnlyList<string> Mistakes(SqlTree tree)
    {
        var sources = TSqlSource.ParseAll(tree);
        var readable = sources.Where(source => source.Mistakes.Count == 0).ToList();
        var schema = MigratedSchema.Of(readable);
        var parts = SchemaParts(schema).Concat(StatementParts(readable)).ToList();
        return
        [
            .. sources.SelectMany(source => source.Mistakes), .. schema.Mistakes, .. readable.SelectMany(ShapeMistakes),
            .. Unresolved(parts), .. TableParameters.Mistakes(schema, readable),
        ];
    }

    /// <param name="Name">Of the element as the model prints it, in brackets.</param>
    private sealed record Part(string Name, TSqlSource Source, string Script);

    private static IEnumerable<Part> SchemaParts(MigratedSchema schema) =>
        schema.Scripts.Select(made => new Part($"[{string.Join("].[", made.Name.Split('.'))}]", made.Source, made.Script))
            .Concat(schema.Rest.Select((bound, index) => Procedure(bound.Source, $"{bound.Source.Name}/{index}", [], TSqlSource.TextOf(bound.Statement))));

    private static IEnumerable<Part> StatementParts(IEnumerable<TSqlSource> sources) =>
        sources.Where(source => !source.IsMigration && source.Script.Batches.Count == 1)
            .Select(source => Procedure(source, source.Name, source.Parameters(), source.File.Text));

    // The header has no line of its own, so that line numbers are the file's.
    private static Part Procedure(TSqlSource source, string name, IReadOnlyList<string> parameters, string body)
    {
        var declared = parameters.Select(parameter =>
            source.TableParameters.TryGetValue(parameter, out var type) ? $"{parameter} {type} READONLY" : $"{parameter} SQL_VARIANT = NULL");
        return new Part($"[dbo].[{name}]", source, $"CREATE PROCEDURE [dbo].[{name}] {string.Join(", ", declared)} AS {body}");
    }

    private static IEnumerable<string> ShapeMistakes(TSqlSource source)
    {
        if (source.IsMigration) yield break;
        if (source.Script.Batches.Count == 0) yield return $"{source.File.Path} holds no statement";
        if (source.Script.Batches.Count > 1) yield return $"{source.File.Path} holds GO, which only a migration may";
        foreach (var untyped in source.TablesTaken().Except(source.TableParameters.Keys))
            yield return $"{source.File.Path} takes {untyped} as a table: state its type in a comment line, -- {untyped}: type";
        foreach (var unused in source.TableParameters.Keys.Except(source.Parameters()))
            yield return $"{source.File.Path} states the type of {unused} and never uses it";
    }

    // A part that the model cannot take at all stops it from taking others: that part is left out and the rest is tried again.
    private static List<string> Unresolved(List<Part> parts)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions { Collation = "Latin1_General_100_BIN2" });
        foreach (var part in parts)
        {
            try
            {
                model.AddOrUpdateObjects(part.Script, part.Name, new TSqlObjectOptions());
            }
            catch (DacModelException refused)
            {
                var why = model.GetModelErrors().Select(error => $"{part.Source.File.Path}({error.Line}): {error.Message}")
                    .DefaultIfEmpty($"{part.Source.File.Path}: {refused.Message}");
                return [.. why, .. Unresolved([.. parts.Where(other => other != part)])];
            }
        }

        return [.. model.Validate().Select(message => message.Message).Where(message => !OfTheServer.Any(message.Contains))
            .Select(message => Located(message, parts)).Distinct()];
    }

    private static string Located(string message, List<Part> parts)
    {
        var part = parts.FirstOrDefault(part => message.Contains($"element {part.Name}", StringComparison.Ordinal))
            ?? parts.Where(part => message.Contains(part.Name, StringComparison.Ordinal)).MaxBy(part => part.Name.Length);
        if (part is null) return $"sql/sqlserver: {message}";
        var named = message.TrimEnd('.', ' ').Split('.', ' ').Select(word => word.Trim('[', ']')).Reverse().FirstOrDefault(word => IndexOf(word, part) > 0);
        return named is null ? $"{part.Source.File.Path}: {message}" : $"{part.Source.File.At(IndexOf(named, part))}: {message}";
    }

    private static int IndexOf(string word, Part part) => word.Length == 0 ? -1 : SqlText.Bare(part.Source.File.Text).IndexOf(word, StringComparison.Ordinal);
}
