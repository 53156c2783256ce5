using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace FundLedger.TSql.Tests;

/// <summary>The tables and other objects that the migrations leave behind, for a model that can only be told what exists, not what changes.</summary>
internal sealed class MigratedSchema
{
    private readonly Dictionary<string, Made> objects = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(TSqlSource Source, TSqlStatement Statement)> rest = [];
    private readonly List<string> mistakes = [];

    private sealed record Made(TSqlSource Source, TSqlStatement Statement);

    /// <summary>Scripts that make the objects, with the file each comes from.</summary>
    public IEnumerable<(string Name, TSqlSource Source, string Script)> Scripts
    {
        get
        {
            var generator = new Sql160ScriptGenerator();
            foreach (var (name, made) in objects)
            {
                string script;
                if (made.Statement is CreateTableStatement) generator.GenerateScript(made.Statement, out script); // later migrations may have altered it
                else script = TSqlSource.TextOf(made.Statement);
                yield return (name, made.Source, script);
            }
        }
    }

    /// <summary>Statements that change rows, or do something that only makes sense when run: these are bound, not modelled.</summary>
    public IReadOnlyList<(TSqlSource Source, TSqlStatement Statement)> Rest => rest;

    public IReadOnlyList<string> Mistakes => mistakes;

    /// <summary>Follows the migrations in order. A table that another file makes (the list of migrations itself) is taken from there.</summary>
    public static MigratedSchema Of(IEnumerable<TSqlSource> sources)
    {
        var schema = new MigratedSchema();
        foreach (var source in sources)
        {
            if (!source.IsMigration) schema.AddTablesMadeIn(source);
            else foreach (var statement in source.Statements) schema.Apply(source, statement);
        }

        return schema;
    }

    private void Apply(TSqlSource source, TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement made: Add(made.SchemaObjectName, source, made); break;
            case CreateTypeTableStatement made: Add(made.Name, source, made); break;
            case CreateTypeUddtStatement made: Add(made.Name, source, made); break;
            case CreateSequenceStatement made: Add(made.Name, source, made); break;
            case CreateViewStatement made: Add(made.SchemaObjectName, source, made); break;
            case CreateProcedureStatement made: Add(made.ProcedureReference.Name, source, made); break;
            case CreateFunctionStatement made: Add(made.Name, source, made); break;
            case CreateTriggerStatement made: Add(made.Name, source, made); break;
            case CreateSchemaStatement made: objects.Add(made.Name.Value, new Made(source, made)); break;
            case CreateIndexStatement made: objects.Add($"{NameOf(made.OnName)}.{made.Name.Value}", new Made(source, made)); break;
            case AlterTableAddTableElementStatement change: Change(source, change, table => Extend(table, change)); break;
            case AlterTableAlterColumnStatement change: Change(source, change, table => Alter(table, change)); break;
            case AlterTableDropTableElementStatement change: Change(source, change, table => Shrink(table, change)); break;
            case DropIndexStatement dropped:
                foreach (var index in dropped.DropIndexClauses.OfType<DropIndexClause>()) Drop(source, index, $"{NameOf(index.Object)}.{index.Index.Value}");
                break;
            case DropObjectsStatement dropped: dropped.Objects.ToList().ForEach(name => Drop(source, name, NameOf(name))); break;
            case DropTypeStatement dropped: Drop(source, dropped, NameOf(dropped.Name)); break;
            case AlterTableStatement or AlterIndexStatement or AlterTriggerStatement or AlterViewStatement or AlterProcedureStatement or AlterFunctionStatement:
                mistakes.Add($"{source.At(statement)}: the checker cannot follow {statement.GetType().Name}: "
                    + "teach MigratedSchema, or drop the object and make it again");
                break;
            default: rest.Add((source, statement)); break;
        }
    }

    private void AddTablesMadeIn(TSqlSource source)
    {
        var tables = new Tables();
        source.Script.Accept(tables);
        foreach (var table in tables.Made) Add(table.SchemaObjectName, source, table);
    }

    private void Add(SchemaObjectName name, TSqlSource source, TSqlStatement statement)
    {
        if (!objects.TryAdd(NameOf(name), new Made(source, statement))) mistakes.Add($"{source.At(statement)}: {NameOf(name)} exists already");
    }

    private void Drop(TSqlSource source, TSqlFragment statement, string name)
    {
        if (!objects.Remove(name)) mistakes.Add($"{source.At(statement)}: there is no {name} to drop");
    }

    private void Change(TSqlSource source, AlterTableStatement change, Func<TableDefinition, bool> how)
    {
        var found = objects.TryGetValue(NameOf(change.SchemaObjectName), out var made) && made.Statement is CreateTableStatement;
        if (!found || !how(((CreateTableStatement)made!.Statement).Definition))
            mistakes.Add($"{source.At(change)}: what this alters in {NameOf(change.SchemaObjectName)} does not exist");
    }

    private static bool Extend(TableDefinition table, AlterTableAddTableElementStatement change)
    {
        foreach (var column in change.Definition.ColumnDefinitions) table.ColumnDefinitions.Add(column);
        foreach (var constraint in change.Definition.TableConstraints) table.TableConstraints.Add(constraint);
        return true;
    }

    private static bool Alter(TableDefinition table, AlterTableAlterColumnStatement change)
    {
        if (table.ColumnDefinitions.FirstOrDefault(column => IsCalled(column.ColumnIdentifier, change.ColumnIdentifier)) is not { } found) return false;
        found.DataType = change.DataType;
        found.Collation = change.Collation;
        return true;
    }

    private static bool Shrink(TableDefinition table, AlterTableDropTableElementStatement change) => change.AlterTableDropTableElements.All(dropped =>
        table.ColumnDefinitions.FirstOrDefault(column => IsCalled(column.ColumnIdentifier, dropped.Name)) is { } column
            ? table.ColumnDefinitions.Remove(column)
        : table.TableConstraints.FirstOrDefault(constraint => IsCalled(constraint.ConstraintIdentifier, dropped.Name)) is { } constraint
            ? table.TableConstraints.Remove(constraint)
        : table.ColumnDefinitions.Any(column => RemoveConstraint(column, dropped.Name)));

    private static bool RemoveConstraint(ColumnDefinition column, Identifier name)
    {
        if (IsCalled(column.DefaultConstraint?.ConstraintIdentifier, name))
        {
            column.DefaultConstraint = null;
            return true;
        }

        return column.Constraints.FirstOrDefault(constraint => IsCalled(constraint.ConstraintIdentifier, name)) is { } found
            && column.Constraints.Remove(found);
    }

    private static bool IsCalled(Identifier? identifier, Identifier? name) =>
        identifier is not null && name is not null && identifier.Value.Equals(name.Value, StringComparison.OrdinalIgnoreCase);

    private static string NameOf(SchemaObjectName name) => $"{name.SchemaIdentifier?.Value ?? "dbo"}.{name.BaseIdentifier.Value}";

    private sealed class Tables : TSqlFragmentVisitor
    {
        public List<CreateTableStatement> Made { get; } = [];

        public override void Visit(CreateTableStatement node)
        {
            if (!node.SchemaObjectName.BaseIdentifier.Value.StartsWith('#')) Made.Add(node);
        }
    }
}
