using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace FundLedger.TSql.Tests;

/// <summary>Columns taken from table-valued parameters exist in their types.</summary>
internal static class TableParameters
{
    public static IEnumerable<string> Mistakes(MigratedSchema schema, IEnumerable<TSqlSource> sources) =>
        from source in sources
        from parameter in source.TableParameters
        from mistake in MistakesOf(source, parameter.Key, ColumnsOf(schema, parameter.Value), parameter.Value)
        select mistake;

    /// <returns>Null when no migration makes a type of that name.</returns>
    public static IReadOnlyList<string>? ColumnsOf(MigratedSchema schema, string type)
    {
        var name = type.Contains('.') ? type : "dbo." + type;
        var script = schema.Scripts.FirstOrDefault(made => made.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Script;
        if (script is null) return null;
        var columns = new TypeColumns();
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out _).Accept(columns);
        return columns.Names;
    }

    private static IEnumerable<string> MistakesOf(TSqlSource source, string parameter, IReadOnlyList<string>? columns, string type)
    {
        if (columns is null) return [$"{source.File.Path}: no migration makes the type {type} of {parameter}"];
        var uses = new AliasUses(parameter);
        source.Script.Accept(uses);
        return uses.Columns.Where(column => uses.Aliases.Contains(column.Alias) && !columns.Contains(column.Name))
            .Select(column => $"{source.At(column.Node)}: {type} has no column {column.Name}");
    }

    private sealed class TypeColumns : TSqlFragmentVisitor
    {
        public List<string> Names { get; } = [];

        public override void Visit(ColumnDefinition node) => Names.Add(node.ColumnIdentifier.Value);
    }

    private sealed class AliasUses(string parameter) : TSqlFragmentVisitor
    {
        public HashSet<string> Aliases { get; } = [];
        public List<(string Alias, string Name, TSqlFragment Node)> Columns { get; } = [];

        public override void Visit(VariableTableReference node)
        {
            if (node.Variable.Name == parameter && node.Alias is not null) Aliases.Add(node.Alias.Value);
        }

        public override void Visit(ColumnReferenceExpression node)
        {
            if (node.MultiPartIdentifier?.Identifiers is [var alias, var name]) Columns.Add((alias.Value, name.Value, node));
        }
    }
}
