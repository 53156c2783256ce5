using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace FundLedger.TSql.Tests;

/// <summary>One T-SQL file, parsed.</summary>
/// <param name="Name">As <c>new SqlFile(…)</c> has it: <c>ledger/insert_entry</c>.</param>
/// <param name="Script">What could be read; empty when <paramref name="Mistakes"/> is not.</param>
/// <param name="Mistakes">Syntax errors, with file and line.</param>
internal sealed record TSqlSource(string Name, SourceFile File, TSqlScript Script, IReadOnlyList<string> Mistakes)
{
    public static TSqlSource Parse(string name, SourceFile file)
    {
        var parsed = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(file.Text), out var errors);
        return new TSqlSource(name, file, parsed as TSqlScript ?? new TSqlScript(), [.. errors.Select(error => $"{file.Path}({error.Line}): {error.Message}")]);
    }

    public static IReadOnlyList<TSqlSource> ParseAll(SqlTree tree) => [.. tree.SqlServer.Select(file => Parse(file.Key, file.Value))];

    public bool IsMigration => SqlTree.IsMigration(Name);

    public IEnumerable<TSqlStatement> Statements => Script.Batches.SelectMany(batch => batch.Statements);

    public IReadOnlyDictionary<string, string> TableParameters => SqlText.TableParameters(File.Text);

    /// <summary>Names of the parameters in the order they first appear: every variable that is not declared in the file, table-valued ones included.</summary>
    public IReadOnlyList<string> Parameters() =>
        [.. Read().Named.OrderBy(named => named.Position).Select(named => named.Name).Except(Read().Declared)];

    /// <summary>Parameters that stand where a table does.</summary>
    public IReadOnlyList<string> TablesTaken() => [.. Read().Tables.Except(Read().Declared)];

    public string At(TSqlFragment fragment) => $"{File.Path}({fragment.StartLine})";

    public static string TextOf(TSqlFragment fragment) =>
        string.Concat(fragment.ScriptTokenStream
            .Skip(fragment.FirstTokenIndex).Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1).Select(token => token.Text));

    private Variables Read()
    {
        var variables = new Variables();
        Script.Accept(variables);
        return variables;
    }

    private sealed class Variables : TSqlFragmentVisitor
    {
        // The tree is not walked in the order of the text: WHERE comes before SET.
        public List<(int Position, string Name)> Named { get; } = [];
        public HashSet<string> Declared { get; } = [];
        public HashSet<string> Tables { get; } = [];

        public override void Visit(VariableReference node) => Named.Add((node.StartOffset, node.Name));

        public override void Visit(VariableTableReference node) => Tables.Add(node.Variable.Name);

        public override void Visit(DeclareVariableElement node) => Declared.Add(node.VariableName.Value);

        public override void Visit(DeclareTableVariableBody node) => Declared.Add(node.VariableName.Value);

        // The name of an argument belongs to the procedure called; only its value may be a parameter of this file.
        public override void ExplicitVisit(ExecuteParameter node) => node.ParameterValue.Accept(this);
    }
}
