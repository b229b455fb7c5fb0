"""Random formulas with their derivatives to third order at a point, to 50 digits by mpmath.

python3 randomTrees.py [seed] [count] writes randomTrees.json beside this file; the vectors are seed 1, count 120. A triple is
[decimal, nearest double, tolerance]; the tolerance is 2000 to 3000 roundings at the scale of the derivatives involved.
"""
import json, os, random, sys
import mpmath as mp
mp.mp.dps=50
random.seed(int(sys.argv[1]) if len(sys.argv)>1 else 1)
N=int(sys.argv[2]) if len(sys.argv)>2 else 120
V=['x','y','z']
def leaf():
    r=random.random()
    if r<0.6: return random.choice(V)
    if r<0.95: return random.choice(['2','3','0.5','1.5','7','0.1','1/3','4'])
    return 'pi'
def gen(d):
    if d==0: return leaf()
    r=random.random()
    if r<0.2: return f'({gen(d-1)} + {gen(d-1)})'
    if r<0.32: return f'({gen(d-1)} - {gen(d-1)})'
    if r<0.55: return f'({gen(d-1)}*{gen(d-1)})'
    if r<0.65: return f'({gen(d-1)}/(2 + ({gen(d-1)})^2))'
    if r<0.72: return f'({gen(d-1)})^{random.choice([2,3,2,4,-1,-2])}'
    if r<0.76: return f'(1 + ({gen(d-1)})^2)^{random.choice(["0.5","1.5","(1/3)","(-1/2)",random.choice(V)])}'
    f=random.choice(['sin','cos','exp','tanh','atan','sinh','cosh','asinh','log1p','expm1','sqrt','log','tan','asin','acos','acosh','atanh','atan2','sin','cos','exp','abs'])
    a=gen(d-1)
    if f in('sqrt','log'): return f'{f}(1.5 + ({a})^2)'
    if f=='log1p': return f'log1p(({a})^2)'
    if f in('asin','acos','atanh'): return f'{f}(tanh({a}))'
    if f=='acosh': return f'acosh(2 + ({a})^2)'
    if f in('exp','sinh','cosh','expm1'): return f'{f}(sin({a}))'
    if f=='atan2': return f'atan2({a}, 2 + ({gen(d-1)})^2)'
    return f'{f}({a})'
import re
env={k:getattr(mp,k) for k in ['sin','cos','tan','exp','sqrt','sinh','cosh','tanh','asin','acos','atan','asinh','acosh','atanh','log','log1p','expm1','atan2']}
env['abs']=abs; env['pi']=mp.pi
def compile_(e):
    p=re.sub(r'(?<![\w.])(\d+\.?\d*)(?![\w.])',r'F("\1")',e).replace('^','**')
    return eval('lambda x,y,z: '+p,{**env,'F':lambda s:mp.mpf(float(s))})
recs=[]
while len(recs)<N:
    e=gen(random.choice([2,3,3,4]))
    vs=[v for v in V if re.search(r'\b'+v+r'\b',e)]
    if not vs: continue
    at=[round(random.uniform(-2,2),3) for _ in V]
    try:
        f=compile_(e); P=[mp.mpf(a) for a in at]
        val=f(*P)
        if abs(val)>1e4 or isinstance(val,mp.mpc): continue
        def D(m): return mp.diff(f,tuple(P),tuple(m)) if sum(m) else val
        idx=[V.index(v) for v in vs]
        # sensitivity: perturb inputs
        def e_(m):
            m3=[0]*3
            for v,k in zip(vs,m): m3[V.index(v)]=k
            return D(m3)
        def trip(m,scale):
            v=e_(m); return [mp.nstr(v,25),float(v),float(2**-53*(2000*scale+1000*abs(v)))]
        s=max(1,abs(val)); n=len(vs)
        unit=lambda i:[1 if k==i else 0 for k in range(n)]
        g=[e_(unit(i)) for i in range(n)]; s1=max([s]+[abs(v) for v in g])
        grad=[trip(unit(i),s1) for i in range(n)]
        H=[]; s2=s1
        hv={}
        for i in range(n):
            for j in range(i,n):
                m=[a+b for a,b in zip(unit(i),unit(j))]; hv[i,j]=m; s2=max(s2,abs(e_(m)))
        for (i,j),m in hv.items(): H.append([i,j]+trip(m,s2))
        third=[]; s3=s2
        ms=[[3 if k==i else 0 for k in range(n)] for i in range(n)]
        if n>1: ms.append([2,1]+[0]*(n-2))
        vals=[e_(m) for m in ms]; s3=max([s2]+[abs(v) for v in vals])
        if s3>1e6: continue
        for m in ms: third.append([m]+trip(m,s3))
        dr=[float(random.choice([-2,-1,1,2,3])) for _ in vs]; nn=mp.sqrt(sum(mp.mpf(d)**2 for d in dr))
        dd=sum(a*mp.mpf(d) for a,d in zip(g,dr))/nn
        recs.append(dict(id=f'r{len(recs)}',expr=e,vars=vs,at=[at[i] for i in idx],f=trip([0]*n,s),grad=grad,hess=H,third=third,dir=dr,dirDeriv=[mp.nstr(dd,25),float(dd),float(2**-53*3000*s1)],disp=[0.0]*n,taylor3=['',float(val),float(2**-53*2000*s3)]))
    except Exception as ex: continue
json.dump({'records': recs}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'randomTrees.json'), 'w'))
print(len(recs))
