namespace FundLedger.Web.Tests.Cli;

/// <summary>Surveys, votes, feedback, and what spaces give back, on the command line.</summary>
public sealed class VoiceByHand : CommandLineTest
{
    [Test]
    public async Task A_survey_is_answered_by_link_and_by_number_closed_and_published()
    {
        await NewFundAsync();
        var until = Today.AddDays(5).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await DoneAsync($"survey open --code S1 --about fund --of F1 --title 满意吗 --until {until} --quorum 2 --question 总体|Overall --question 时间|Hours --or-phone");
        Assert.That((await RunAsync($"survey open --code S2 --about award --of G9 --title x --until {until} --quorum 2 --question x --lang en")).Error, Does.Contain("There is no award of the number 'G9'"));
        var links = (await DoneAsync("survey tokens --code S1 --count 3 --site https://fund.example.org/")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.That(links, Has.Length.EqualTo(3).And.All.StartWith("https://fund.example.org/v/"));
        var token = links[0].Split('/')[^1];
        await DoneAsync($"survey answer --code S1 --token {token} --marks 5,4");
        Assert.That((await RunAsync($"survey answer --code S1 --token {token} --marks 5,4 --lang en")).Error, Does.Contain("was used before"));
        await DoneAsync("survey answer --code S1 --phone 13812345678 --marks 2,4");
        Assert.That((await RunAsync("survey answer --code S1 --phone 13812345678 --marks 5,x --lang en")).Error, Does.Contain("'x' is no number"));
        Assert.That((await DoneAsync("survey show --code S1 --lang en")).Out, Does.Contain("2/2").And.Contain("3 links, 1 used").And.Not.Contain("Content"), "results sway nobody");
        Assert.That((await DoneAsync("survey close --code S1 --lang en")).Out, Does.Contain("2 answered, 50% content; the quorum is reached"));
        await DoneAsync("survey publish --code S1");
        Assert.That((await DoneAsync("survey list --json")).Out, Does.Contain("\"published\""));
        await DoneAsync("verify");
    }

    [Test]
    public async Task A_vote_is_counted_by_its_options()
    {
        await NewFundAsync();
        await DoneAsync($"vote open --code V1 --about fund --of F1 --title 办什么 --until {Today:yyyy-MM-dd} --quorum 1 --option 花园|Garden --option 书屋|Books --choose 1 --way open");
        await DoneAsync("vote answer --code V1 --marks 2");
        await DoneAsync("vote close --code V1");
        Assert.That((await DoneAsync("vote show --code V1 --lang en")).Out, Does.Contain("1. Garden: 0").And.Contain("2. Books: 1"));
        Assert.That((await DoneAsync("survey list --json")).Out.Trim(), Is.EqualTo("[]"), "a vote is no survey");
        Assert.That((await DoneAsync("feedback list --json")).Out.Trim(), Is.EqualTo("[]"));
        Assert.That((await RunAsync("feedback answer --number 1 --answer x --lang en")).Error, Does.Contain("There is no feedback no. 1"));
    }

    [Test]
    public async Task A_space_gives_back_and_gives_rooms_for_service()
    {
        await NewFundAsync();
        await DoneAsync("space add --space L1 --fund F1 --name 会客厅 --opened 2025-01-01");
        await DoneAsync("organisation register --code QINGHE --name 清河社工 --kind community");
        Assert.That((await RunAsync("space return rule --space L1 --from 2026-02-01 --tiers 50000:10% --reason 协议 --lang en")).Error, Does.Contain("begins on the first day of one"));
        await DoneAsync("space return rule --space L1 --from 2026-01-01 --tiers 50000:10%,200000:20% --reason 协议");
        Assert.That((await DoneAsync("space return list --json")).Out.Trim(), Is.EqualTo("[]"));
        Assert.That((await RunAsync("space return receive --space L1 --period 2026Q1 --amount 1 --on 2026-03-05 --lang en")).Error, Does.Contain("owes nothing for 2026Q1"));
        await DoneAsync("space service give --space L1 --organisation QINGHE --on 2026-03-02 --hours 2.5 --rate 80 --service-rate 50 --due 2026-03-10 --what 书法课");
        Assert.That((await DoneAsync($"space service settle --space L1 --number 1 --hours 1 --on 2026-03-03 --what 托管 --document {Write("proof.txt", "签到")} --lang en")).Out, Does.Contain("150.00"));
        await DoneAsync("space service write-off --space L1 --number 1 --amount 50 --on 2026-03-04 --reason 停办");
        Assert.That((await DoneAsync("space service list")).Out, Does.Contain("200.00").And.Contain("100.00"));
        await DoneAsync("verify");
    }
}
