using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace FundLedger.TSql.Tests;

/// <summary>T-SQL that Babelfish does not run, or runs with another meaning than SQL Server: the statements must do the same on both.</summary>
internal sealed class BabelfishGaps(TSqlSource source) : TSqlFragmentVisitor
{
    private readonly List<string> found = [];

    public static IEnumerable<string> In(TSqlSource source)
    {
        var gaps = new BabelfishGaps(source);
        source.Script.Accept(gaps);
        return gaps.found;
    }

    public override void Visit(CreateOrAlterProcedureStatement node) => Report(node, "CREATE OR ALTER: drop and create");

    public override void Visit(CreateOrAlterFunctionStatement node) => Report(node, "CREATE OR ALTER: drop and create");

    public override void Visit(CreateOrAlterViewStatement node) => Report(node, "CREATE OR ALTER: drop and create");

    public override void Visit(CreateOrAlterTriggerStatement node) => Report(node, "CREATE OR ALTER: drop and create");

    public override void Visit(IndexDefinition node) => Report(node, "an INDEX inside a table: use CREATE INDEX");

    public override void Visit(SequenceOption node)
    {
        if (node is { OptionKind: SequenceOptionKind.Cache, NoValue: true }) Report(node, "NO CACHE: use CACHE 1, or a counter row");
    }

    public override void Visit(AlterTableAddTableElementStatement node)
    {
        if (node.Definition.ColumnDefinitions.Count > 1) Report(node, "a second column in one ALTER TABLE … ADD: write one statement for each");
    }

    public override void Visit(MergeStatement node)
    {
        var merge = node.MergeSpecification;
        if (merge.OutputClause is not null || merge.OutputIntoClause is not null) Report(node, "MERGE with OUTPUT");
        if (merge.TopRowFilter is not null) Report(node, "MERGE with TOP");
        if (node.WithCtesAndXmlNamespaces is not null) Report(node, "MERGE with a common table expression");
        if (merge.ActionClauses.Any(action => action.Condition == MergeCondition.NotMatchedBySource)) Report(node, "MERGE with NOT MATCHED BY SOURCE");
    }

    public override void Visit(WaitForStatement node) => Report(node, "WAITFOR");

    public override void Visit(DenyStatement node) => Report(node, "DENY: do not grant instead");

    public override void Visit(SystemVersioningTableOption node) => Report(node, "a temporal table");

    public override void Visit(TopRowFilter node)
    {
        if (node.WithTies) Report(node, "TOP … WITH TIES");
    }

    public override void Visit(JsonForClauseOption node)
    {
        if (node.OptionKind == JsonForClauseOptions.Auto) Report(node, "FOR JSON AUTO, which ends its session: use FOR JSON PATH");
    }

    public override void Visit(AssignmentSetClause node)
    {
        if (node is { Variable: not null, Column: not null }) Report(node, "UPDATE … SET @v = column = …: use OUTPUT");
    }

    public override void Visit(QuerySpecification node)
    {
        if (node.FromClause is null) return;
        foreach (var set in node.SelectElements.OfType<SelectSetVariable>().Where(Accumulates))
            Report(set, "SELECT @s = @s + column, which keeps the last row only: use STRING_AGG or SUM");
    }

    public override void Visit(FunctionCall node)
    {
        switch (node.FunctionName.Value.ToUpperInvariant())
        {
            case "GROUPING" or "GROUPING_ID":
                Report(node, "GROUPING()");
                break;
            case "HASHBYTES" when node.Parameters.Count < 2 || !IsBinary(node.Parameters[1]):
                Report(node, "HASHBYTES of text, which hashes UTF-8 there and UTF-16 here: hash in C#, or convert to VARBINARY");
                break;
        }
    }

    private static bool Accumulates(SelectSetVariable set)
    {
        if (set.AssignmentKind != AssignmentKind.Equals) return true;
        var named = new Mentions(set.Variable.Name);
        set.Expression.Accept(named);
        return named.Found;
    }

    private static bool IsBinary(ScalarExpression value) => value switch
    {
        BinaryLiteral => true,
        CastCall cast => IsBinary(cast.DataType),
        ConvertCall convert => IsBinary(convert.DataType),
        ParenthesisExpression inner => IsBinary(inner.Expression),
        _ => false,
    };

    private static bool IsBinary(DataTypeReference type) =>
        type is SqlDataTypeReference { SqlDataTypeOption: SqlDataTypeOption.Binary or SqlDataTypeOption.VarBinary };

    private void Report(TSqlFragment node, string what) => found.Add($"{source.At(node)}: Babelfish lacks {what}");

    private sealed class Mentions(string variable) : TSqlFragmentVisitor
    {
        public bool Found { get; private set; }

        public override void Visit(VariableReference node) => Found |= node.Name == variable;
    }
}
