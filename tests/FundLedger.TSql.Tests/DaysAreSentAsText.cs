using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace FundLedger.TSql.Tests;

/// <summary>A day is a date on the server and ISO text in SQLite, and is read as text: a statement that answers with a column of that type converts it first.</summary>
public sealed class DaysAreSentAsText
{
    [Test]
    public void No_statement_answers_with_a_date()
    {
        var sources = TSqlSource.ParseAll(SqlTree.OfRepository());
        HouseRule.Stands(sources.Where(source => !source.IsMigration).SelectMany(source => RawDays(source, DaysIn(sources))));
    }

    [TestCase("SELECT b.d FROM a b", 1)]
    [TestCase("SELECT n, d FROM a", 1)]
    [TestCase("SELECT n FROM a UNION SELECT d FROM a", 1)]
    [TestCase("SELECT later.d FROM a LEFT JOIN a AS later ON later.n = a.n", 1)]
    [TestCase("SELECT CONVERT(char(10), d, 23) AS d FROM a", 0)]
    [TestCase("SELECT MIN(n) FROM a WHERE d > CAST(@d AS date)", 0)]
    [TestCase("SELECT told.d FROM (SELECT CONVERT(char(10), d, 23) AS d FROM a) told", 0)]
    [TestCase("INSERT INTO a (n, d) SELECT n, d FROM a", 0)]
    public void A_planted_date_is_caught(string sql, int caught)
    {
        var made = TSqlSource.Parse("migrations/0001_a", new SourceFile("sql/sqlserver/migrations/0001_a.sql", "CREATE TABLE a (n bigint, d date NOT NULL)"));
        var planted = TSqlSource.Parse("a/b", new SourceFile("sql/sqlserver/a/b.sql", sql));
        Assert.That(planted.Mistakes, Is.Empty);
        Assert.That(RawDays(planted, DaysIn([made])), Has.Exactly(caught).Items);
    }

    /// <summary>Columns of type date, by table.</summary>
    private static ILookup<string, string> DaysIn(IEnumerable<TSqlSource> sources) =>
        sources.Where(source => source.IsMigration).SelectMany(source => source.Statements).SelectMany(statement => statement switch
        {
            CreateTableStatement made => made.Definition.ColumnDefinitions.Select(column => (made.SchemaObjectName.BaseIdentifier.Value, column)),
            AlterTableAddTableElementStatement more => more.Definition.ColumnDefinitions.Select(column => (more.SchemaObjectName.BaseIdentifier.Value, column)),
            _ => [],
        }).Where(one => one.column.DataType?.Name.BaseIdentifier.Value is { } type && type.Equals("date", StringComparison.OrdinalIgnoreCase))
            .ToLookup(one => one.Value, one => one.column.ColumnIdentifier.Value, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> RawDays(TSqlSource source, ILookup<string, string> days) =>
        from statement in source.Statements.OfType<SelectStatement>()
        from query in Parts(statement.QueryExpression)
        let tables = Tables(query.FromClause?.TableReferences ?? []).ToList()
        from answered in query.SelectElements.OfType<SelectScalarExpression>()
        let column = answered.Expression as ColumnReferenceExpression
        where column is { MultiPartIdentifier: not null }
        let names = column.MultiPartIdentifier.Identifiers
        let of = names.Count > 1 ? tables.Where(table => table.Alias.Equals(names[^2].Value, StringComparison.OrdinalIgnoreCase)) : tables
        where of.Any(table => days[table.Name].Contains(names[^1].Value, StringComparer.OrdinalIgnoreCase))
        select $"{source.At(column)}: {TSqlSource.TextOf(column)} is a date; answer with CONVERT(char(10), …, 23)";

    private static IEnumerable<QuerySpecification> Parts(QueryExpression query) => query switch
    {
        QuerySpecification one => [one],
        BinaryQueryExpression both => [.. Parts(both.FirstQueryExpression), .. Parts(both.SecondQueryExpression)],
        QueryParenthesisExpression inner => Parts(inner.QueryExpression),
        _ => [],
    };

    /// <summary>Tables that stand in a FROM themselves; what a query in its place answers with is that query's.</summary>
    private static IEnumerable<(string Name, string Alias)> Tables(IEnumerable<TableReference> references) => references.SelectMany(reference => reference switch
    {
        NamedTableReference named => [(named.SchemaObject.BaseIdentifier.Value, named.Alias?.Value ?? named.SchemaObject.BaseIdentifier.Value)],
        JoinTableReference join => Tables([join.FirstTableReference, join.SecondTableReference]),
        JoinParenthesisTableReference inner => Tables([inner.Join]),
        _ => Enumerable.Empty<(string, string)>(),
    });
}
