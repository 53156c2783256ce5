namespace FundLedger.Web.Tests.Cli;

public sealed class JournalFiles : CommandLineTest
{
    private const string Line1 = """{"account":"1002","fund":"F1","source":"own-funds","debit":"10.00"}""";
    private const string Line2 = """{"account":"4901.02","fund":"F1","source":"own-funds","credit":"10.00","subject":""}""";

    [SetUp]
    public Task OpenFund() => NewFundAsync();

    [Test]
    public async Task A_general_entry_is_posted_from_its_file()
    {
        var file = Write("entry.json", $$"""{"on":"2026-01-31","text":"退回押金","fact":true,"lines":[{{Line1}},{{Line2}}]}""");
        Assert.That((await DoneAsync($"journal post {file} --json")).Json.GetProperty("entry").GetInt64(), Is.EqualTo(1));
        var shown = await DoneAsync("journal show 1 --lang zh-CN");
        Assert.That(shown.Out, Does.Contain("一般分录（事实）").And.Contain("文字：退回押金").And.Contain("10.00"));
    }

    [TestCase("""{"on":"2026-01-31","lines":[LINE1,LINE2],"memo":"x"}""", "error: memo: This field is not known.")]
    [TestCase("""{"on":"2026-01-31","lines":[LINE1,{"account":"4901.02","fund":"F1","source":"own-funds","kredit":"10.00"}]}""", "error: lines[2].kredit: This field is not known.")]
    [TestCase("""{"on":"2026-01-31","lines":[LINE1,{"account":"4901.02","fund":"F1","source":"own-funds"}]}""", "error: lines[2]: Give either debit or credit")]
    [TestCase("""{"on":"2026-01-31","lines":[LINE1,{"account":"4901.02","fund":"F1","source":"own-funds","credit":10.00}]}""", "error: lines[2].credit: This should be a string, in quotes.")]
    [TestCase("""{"on":"2026-01-31","lines":[LINE1,{"account":"4901.02","fund":"F1","source":"own-funds","credit":"-10.00"}]}""", "error: lines[2].credit: The amount must be more than zero")]
    [TestCase("""{"on":"2026-01-31","lines":[LINE1,{"account":"4901.02","fund":"F7","source":"own-funds","credit":"10.00"}]}""", "error: lines[2].fund: There is no fund 'F7'.")]
    [TestCase("""{"on":"2026-01-31","lines":[LINE1,{"account":"49","fund":"F1","source":"own-funds","credit":"10.00"}]}""", "error: lines[2].account: No account '49' is in use")]
    [TestCase("""{"on":"2026-01-31","lines":[LINE1,{"account":"4901.02","fund":"F1","source":"own-funds","credit":"9.00"}]}""", "error: lines: Fund F1, source own-funds does not balance")]
    [TestCase("""{"on":"31.1.2026","lines":[LINE1,LINE2]}""", "error: on: '31.1.2026' is not a date.")]
    [TestCase("""{"lines":[LINE1,LINE2]}""", "error: on: This field is missing.")]
    [TestCase("""{"on":"2026-01-31","on":"2026-02-01","lines":[LINE1,LINE2]}""", "error: Line 1 is not valid JSON")]
    [TestCase("{\n\"on\" \"2026-01-31\"}", "error: Line 2 is not valid JSON")]
    [TestCase("[]", "error: This should be an object")]
    public async Task What_is_not_understood_is_refused_by_line_and_field(string content, string sentence)
    {
        var file = Write("entry.json", content.Replace("LINE1", Line1).Replace("LINE2", Line2));
        var said = await RunAsync($"journal post {file}");
        Assert.That(said.ExitCode, Is.EqualTo(2));
        Assert.That(said.Error, Does.StartWith(sentence));
        Assert.That((await RunAsync("journal show 1")).ExitCode, Is.EqualTo(2), "nothing was written");
    }

    [Test]
    public async Task A_file_that_is_not_there_is_bad_input() =>
        Assert.That((await RunAsync($"journal post {Path.Combine(Folder, "none.json")}")).ExitCode, Is.EqualTo(2));

    [Test]
    public async Task An_entry_that_is_not_there_is_refused_in_both_languages()
    {
        Assert.That((await RunAsync("journal show 7")).Error, Does.StartWith("error: There is no entry 7."));
        Assert.That((await RunAsync("journal show 7 --lang zh-CN")).Error, Does.StartWith("错误：没有分录 7。"));
        Assert.That((await RunAsync("journal show x")).ExitCode, Is.EqualTo(2));
    }

    [Test]
    public async Task A_documents_file_is_kept_with_its_entry_and_erased_from_it()
    {
        var paper = Write("invoice.txt", "发票");
        await DoneAsync($"seed --fund F1 --amount 500 --on 2026-01-05 --from 区民政局 --ref 民发1号 --document {paper}");
        await DoneAsync($"expense --fund F1 --amount 5 --on 2026-01-06 --for x --document {paper}");
        await DoneAsync($"journal attach 2 {Write("more.txt", "合同")}");
        var files = (await DoneAsync("journal show 2 --json")).Json.GetProperty("files");
        Assert.That(files.EnumerateArray().Select(file => file.GetProperty("name").GetString()), Is.EquivalentTo(new[] { "invoice.txt", "more.txt" }));

        var sha256 = files.EnumerateArray().Single(file => file.GetProperty("name").GetString() == "invoice.txt").GetProperty("sha256").GetString();
        await DoneAsync($"journal detach 2 {sha256}");
        Assert.That((await DoneAsync("journal show 2")).Out, Does.Contain("more.txt").And.Not.Contain("invoice.txt"));
        Assert.That((await DoneAsync("journal show 1")).Out, Does.Contain("invoice.txt"));
        await DoneAsync("verify");

        Assert.That((await RunAsync($"journal detach 2 {sha256}")).ExitCode, Is.EqualTo(2));
        Assert.That((await RunAsync($"expense --fund F1 --amount 5 --on 2026-01-06 --for x --document {Path.Combine(Folder, "none")}")).Error, Does.StartWith("error: --document: There is no file"));
    }
}
