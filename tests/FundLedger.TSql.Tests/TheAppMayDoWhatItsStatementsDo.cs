namespace FundLedger.TSql.Tests;

public sealed class TheAppMayDoWhatItsStatementsDo
{
    private const string Gifts =
        """
        CREATE TABLE gifts (gift_id BIGINT NOT NULL PRIMARY KEY, seen BIGINT NOT NULL);
        CREATE SEQUENCE gift_ids AS BIGINT START WITH 1;
        CREATE TYPE gift_table AS TABLE (gift_id BIGINT NOT NULL);
        GO
        CREATE TRIGGER gifts_stay ON gifts INSTEAD OF DELETE AS THROW 50000, N'gifts stay', 1;
        """;

    private const string Enough = "GRANT SELECT, INSERT, UPDATE ON gifts TO a; GRANT UPDATE ON gift_ids TO a; GRANT EXECUTE ON TYPE::gift_table TO a;";

    [Test]
    public void No_less_and_no_more() => HouseRule.Stands(AppRights.Faults(SqlTree.OfRepository()));

    [TestCase(Enough)]
    [TestCase("GRANT SELECT ON gifts TO a; GRANT INSERT, UPDATE ON gifts TO a; GRANT UPDATE ON dbo.gift_ids TO a; GRANT EXECUTE ON TYPE::dbo.gift_table TO a;")]
    public void Grants_of_just_what_is_done_pass(string grants) => Assert.That(Faults(grants), Is.Empty);

    [TestCase("GRANT SELECT, INSERT ON gifts TO a; GRANT UPDATE ON gift_ids TO a; GRANT EXECUTE ON TYPE::gift_table TO a;", "lacks UPDATE ON gifts")]
    [TestCase("GRANT INSERT, UPDATE ON gifts TO a; GRANT UPDATE ON gift_ids TO a; GRANT EXECUTE ON TYPE::gift_table TO a;", "lacks SELECT ON gifts")]
    [TestCase("GRANT SELECT, INSERT, UPDATE ON gifts TO a; GRANT EXECUTE ON TYPE::gift_table TO a;", "lacks UPDATE ON gift_ids")]
    [TestCase("GRANT SELECT, INSERT, UPDATE ON gifts TO a; GRANT UPDATE ON gift_ids TO a;", "lacks EXECUTE ON gift_table")]
    [TestCase(Enough + "GRANT DELETE ON gifts TO a", "gives DELETE ON gifts, which a trigger refuses")]
    [TestCase(Enough + "GRANT ALTER ON gifts TO a", "gives ALTER ON gifts, which no statement needs")]
    public void A_planted_mistake_is_caught(string grants, string fault) => Assert.That(Faults(grants), Has.Some.Contains(fault));

    private static IEnumerable<string> Faults(string grants) => AppRights.Faults(SqlTree.Of(
        new SourceFile("sql/sqlserver/migrations/0001_gifts.sql", Gifts),
        new SourceFile("sql/sqlserver/gifts/insert.sql", "INSERT INTO gifts (gift_id, seen) VALUES (@gift_id, 0)"),
        new SourceFile("sql/sqlserver/gifts/see.sql", "UPDATE g SET seen = 1 FROM gifts AS g WHERE g.gift_id = @gift_id"),
        new SourceFile("sql/sqlserver/hardening/grant_app.sql", grants)));
}
